const SECONDS = /^\d+(?:\.\d+)?$/;

// The three forms of RFC 9110, section 5.6.7. Date.parse alone would also take "1-1".
const IMF_FIXDATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const RFC850_DATE = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/;
const ASCTIME_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/**
 * Reads a `Retry-After` header: seconds (a fraction is tolerated) or an HTTP date.
 * @returns the wait from `nowMs` in ms, finite and never negative (a past date is 0), or null for anything else.
 */
export function parseRetryAfter(value: string | null | undefined, nowMs: number): number | null {
  const text = value?.trim() ?? "";
  if (SECONDS.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  const dateMs = parseHttpDate(text);
  return dateMs === null ? null : Math.max(0, dateMs - nowMs);
}

function parseHttpDate(text: string): number | null {
  const isZoned = IMF_FIXDATE.test(text) || RFC850_DATE.test(text);
  if (!isZoned && !ASCTIME_DATE.test(text)) return null;
  const dateMs = Date.parse(isZoned ? text : `${text} GMT`);
  return Number.isNaN(dateMs) ? null : dateMs;
}
