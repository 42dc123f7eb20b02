const WHOLE = new Intl.NumberFormat("en-GB");
const PERCENT = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 1 });

/** @returns such as "1,204". */
export function formatCount(value: number): string {
  return WHOLE.format(value);
}

/** @returns such as "99.5%", rounded down so that only all is 100%; a dash without data. */
export function formatRate(rate: number | null): string {
  return rate === null ? "–" : PERCENT.format(Math.floor(rate * 1_000) / 1_000);
}

/** @returns such as "1,204", or "1,204+" when there may be more. */
export function formatAtLeast(value: number, isExact: boolean): string {
  return `${formatCount(value)}${isExact ? "" : "+"}`;
}

/** @returns such as "1 delivery", "1,204 deliveries"; "1,204+ deliveries" when there may be more. */
export function formatCounted(value: number, one: string, many = `${one}s`, isExact = true): string {
  return `${formatAtLeast(value, isExact)} ${value === 1 && isExact ? one : many}`;
}
