/** What Posthorn itself reports about webhooks. Known to subscriptions, refused from callers, and no part of `*`. */
export const OPERATIONAL_EVENT_TYPES = ["webhook.failing", "webhook.disabled"] as const;
export type OperationalEventType = (typeof OPERATIONAL_EVENT_TYPES)[number];

/** @returns whether it is one of the types that only Posthorn itself triggers. */
export function isOperational(type: string): type is OperationalEventType {
  return OPERATIONAL_EVENT_TYPES.some((operational) => operational === type);
}

/**
 * @returns every entry of a webhook's `events` that means this type: the type, its prefixes, and `*`.
 * `a.b.c` is meant by `a.b.c`, `a.b.*`, `a.*` and `*`. Whoever asks for everything does not ask to be told about his own
 * failing endpoint at that endpoint, so operational types are not meant by `*`.
 */
export function patternsOf(type: string): string[] {
  const segments = type.split(".");
  const prefixes = segments.slice(1).map((_segment, index) => `${segments.slice(0, index + 1).join(".")}.*`);
  return isOperational(type) ? [type, ...prefixes] : [type, ...prefixes, "*"];
}

/** @returns whether a webhook with these `events` wants that type. */
export function isSubscribed(events: readonly string[], type: string): boolean {
  return patternsOf(type).some((pattern) => events.includes(pattern));
}

/** @returns the types among `known` that an entry of `events` stands for. */
export function typesOfPattern(pattern: string, known: readonly string[]): string[] {
  return known.filter((type) => patternsOf(type).includes(pattern));
}
