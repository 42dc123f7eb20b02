const DATE = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

/** @returns a day such as "Nov 23, 2026", the same on the server and in the browser. */
export function formatDate(iso: string): string {
  return DATE.format(new Date(iso));
}

/** @returns seconds as people say them: "40 seconds", "2 minutes". */
export function formatWait(seconds: number): string {
  const rounded = Math.max(1, Math.ceil(seconds));
  const [count, unit] = rounded < 90 ? [rounded, "second"] : [Math.ceil(rounded / 60), "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
