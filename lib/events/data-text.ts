export type DataText = { outcome: "ok"; text: string } | { outcome: "refused"; message: string };

/**
 * @returns a JavaScript value as the JSON that goes out, by the rules of JSON.stringify (a Date becomes its ISO text), or
 * why it has none: a BigInt or a circle would otherwise throw a TypeError that names neither the field nor the way out.
 */
export function dataTextOf(value: unknown): DataText {
  try {
    const text: string | undefined = JSON.stringify(value);
    if (text !== undefined) return { outcome: "ok", text };
    return { outcome: "refused", message: `must be a JSON value, but is ${typeof value}` };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return {
      outcome: "refused",
      message: `cannot be written as JSON (${reason}); turn a BigInt into a string, and leave out circular references`,
    };
  }
}
