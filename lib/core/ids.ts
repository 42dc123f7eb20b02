import { ID_PREFIXES, type IdKind } from "./id-format";

export { type IdKind, isId } from "./id-format";

/** Crockford's base32, as the TypeID specification writes it. */
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
const PAIRS = Array.from({ length: 1_024 }, (_item, n) => `${DIGITS[n >> 5]}${DIGITS[n & 31]}`);
const TIME_DIGITS = 10;
/** The 34 bits of a UUIDv7 after version and variant that count within a millisecond; 40 random ones follow. */
const COUNTS = 2 ** 34;
const RANDOM_POOL = 512;

const pool = new Uint32Array(RANDOM_POOL);
let poolUsed = RANDOM_POOL;
let last = { ms: -1, count: 0, time: "" };

/**
 * @param atMs when it is said to be made, for history that is brought in; now unless told.
 * @returns a new id of the given kind. One made now is later in text order than every one this process made before.
 */
export function newId(kind: IdKind, atMs?: number): string {
  if (atMs !== undefined) return assemble(kind, timeOf(atMs), randomCount(COUNTS), randomBits(), randomBits());
  const nowMs = Date.now();
  if (nowMs > last.ms) last = { ms: nowMs, count: randomCount(COUNTS / 2), time: timeOf(nowMs) };
  // A clock that was set back, and a millisecond whose numbers ran out, must not break the order.
  else if ((last.count += 1) === COUNTS) last = { ms: last.ms + 1, count: 0, time: timeOf(last.ms + 1) };
  return assemble(kind, last.time, last.count, randomBits(), randomBits());
}

/** @returns the smallest id of that kind that could have been made at `ms`: a bound for partitions, pages and time filters. */
export function idFloor(kind: IdKind, ms: number): string {
  return assemble(kind, timeOf(ms), 0, 0, 0);
}

/** @returns when a well-formed id was made, in ms since the Unix epoch. */
export function idTimeMs(id: string): number {
  const start = id.lastIndexOf("_") + 1;
  let ms = 0;
  for (let at = start; at < start + TIME_DIGITS; at += 1) ms = ms * 32 + DIGITS.indexOf(id.charAt(at));
  return ms;
}

/**
 * A UUIDv7 of 48 bits of time, 0111, 12 bits of the count, 10, its other 22 bits, and 40 random ones, as a TypeID: two
 * zero bits in front make it 26 digits of five bits, of which time takes ten.
 */
function assemble(kind: IdKind, time: string, count: number, random: number, moreRandom: number): string {
  const upper = Math.floor(count / 2 ** 22);
  const lower = count % 2 ** 22;
  // 40 bits in two halves: 0111 and the 12, 10 and two of the 22; then the other 20.
  const head = (0x7 << 16) | (upper << 4) | (0b10 << 2) | (lower >>> 20);
  return `${ID_PREFIXES[kind]}_${time}${digits(head)}${digits(lower & 0xf_ff_ff)}${digits(random)}${digits(moreRandom)}`;
}

/** The zero bits and the 48 of the time, as ten digits. */
function timeOf(ms: number): string {
  const whole = Math.max(0, Math.floor(ms));
  const upper = Math.floor(whole / 2 ** 20);
  return `${PAIRS[Math.floor(upper / 2 ** 20)]}${digits(upper % 2 ** 20)}${digits(whole % 2 ** 20)}`;
}

/** Four digits of 20 bits. */
function digits(bits: number): string {
  return `${PAIRS[bits >>> 10]}${PAIRS[bits & 1_023]}`;
}

function randomCount(below: number): number {
  return (randomBits() * 2 ** 14 + (randomBits() >>> 6)) % below;
}

/** 20 bits. Asking for many at once spares a call into the system for each id. */
function randomBits(): number {
  if (poolUsed === RANDOM_POOL) {
    crypto.getRandomValues(pool);
    poolUsed = 0;
  }
  const value = pool[poolUsed] ?? 0;
  poolUsed += 1;
  return value >>> 12;
}
