import fc from "fast-check";
import { edgesOf, GLOBAL_UNICAST_V6, SPECIAL_V4, SPECIAL_V6 } from "./special-ranges";

/** One address as somebody writes it. `isPlain`: as a resolver answers it, and not only as a URL may hold it. */
export type Spelling = { value: bigint; text: string; isPlain: boolean };

const V4_MAX = (1n << 32n) - 1n;
const V6_MAX = (1n << 128n) - 1n;

export function v4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 0xffn)).join(".");
}

const v4Value = fc.oneof(
  fc.bigInt({ min: 0n, max: V4_MAX }),
  fc.constantFrom(...edgesOf(SPECIAL_V4, 32)),
  // Anywhere in a special range, which chance alone would rarely hit.
  fc.tuple(fc.constantFrom(...SPECIAL_V4), fc.bigInt({ min: 0n, max: V4_MAX })).map(within(32)),
);

type PartStyle = { base: 8 | 10 | 16; zeros: number; isUpper: boolean };

const partStyle: fc.Arbitrary<PartStyle> = fc.record({
  base: fc.constantFrom(8, 10, 16),
  zeros: fc.constantFrom(0, 0, 0, 1, 5),
  isUpper: fc.boolean(),
});

/** What the WHATWG host parser maps to a digit, a letter or a dot before it looks for an IPv4 address. */
const DISGUISES: Record<string, (char: string) => string> = {
  fullwidth: (char) => String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0),
  mathematical: (char) => (/\d/.test(char) ? String.fromCodePoint(0x1d7ce + Number(char)) : char),
  superscript: (char) => (/\d/.test(char) ? ("⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(char)] ?? char) : char),
  circled: (char) => (/[1-9]/.test(char) ? String.fromCodePoint(0x245f + Number(char)) : char),
  ideographic: (char) => (char === "." ? "。" : char),
  halfwidth: (char) => (char === "." ? "｡" : char),
  percent: (char) => percentEncode(char),
  twice: (char) => percentEncode(String.fromCodePoint((char.codePointAt(0) ?? 0) + 0xfee0)),
};

/** IPv4 in one to four parts, each in base 8, 10 or 16, with zeros before, a dot after, and characters in disguise. */
export const v4Spelling: fc.Arbitrary<Spelling> = fc
  .tuple(
    v4Value,
    fc.constantFrom(1, 2, 3, 4, 4),
    fc.oneof(fc.constant([]), fc.array(partStyle, { minLength: 4, maxLength: 4 })),
    fc.boolean(),
    fc.array(fc.constantFrom("", "", ...Object.keys(DISGUISES)), { maxLength: 16 }),
  )
  .map(([value, count, styles, hasDot, disguises]) => {
    const heads = Array.from({ length: count - 1 }, (_, index) => (value >> BigInt(24 - 8 * index)) & 0xffn);
    const tail = value & ((1n << BigInt(8 * (5 - count))) - 1n);
    const written = [...heads, tail].map((part, index) => writePart(part, styles[index])).join(".");
    const text = `${written}${hasDot ? "." : ""}`.replaceAll(
      /./g,
      (char, index: number) => DISGUISES[disguises[index] ?? ""]?.(char) ?? char,
    );
    return { value, text, isPlain: text === v4Text(value) };
  });

function writePart(part: bigint, style: PartStyle | undefined): string {
  if (style === undefined) return String(part);
  const digits = part.toString(style.base);
  if (style.base === 10) return digits;
  const padded = "0".repeat(style.zeros) + (style.isUpper ? digits.toUpperCase() : digits);
  return style.base === 8 ? `0${padded}` : `${style.isUpper ? "0X" : "0x"}${padded}`;
}

function percentEncode(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

/** Where RFCs and habits put an IPv4 address into an IPv6 one. */
const EMBEDDINGS: Record<string, (v4: bigint) => bigint> = {
  mapped: (v4) => (0xffffn << 32n) | v4,
  compatible: (v4) => v4,
  translated: (v4) => (0xffffn << 48n) | v4,
  nat64: (v4) => (0x64_ff9bn << 96n) | v4,
  nat64Local: (v4) => (0x64_ff9b_0001n << 80n) | v4,
  nat64Local48: (v4) => (0x64_ff9b_0001n << 80n) | ((v4 >> 16n) << 64n) | ((v4 & 0xffffn) << 40n),
  sixToFour: (v4) => (0x2002n << 112n) | (v4 << 80n) | 1n,
  teredoServer: (v4) => (0x2001n << 112n) | (v4 << 64n),
  teredoClient: (v4) => (0x2001n << 112n) | (0x0808_0808n << 64n) | (v4 ^ V4_MAX),
  isatapLinkLocal: (v4) => (0xfe80n << 112n) | (0x5efen << 32n) | v4,
  isatapGlobal: (v4) => (0x2a00_1450n << 96n) | (0x0200_5efen << 32n) | v4,
  tailOfGlobal: (v4) => (0x2606_4700n << 96n) | v4,
};

const v6Value = fc.oneof(
  fc.bigInt({ min: 0n, max: V6_MAX }),
  fc.tuple(fc.constant(GLOBAL_UNICAST_V6), fc.bigInt({ min: 0n, max: V6_MAX })).map(within(128)),
  fc.tuple(fc.constantFrom(...SPECIAL_V6), fc.bigInt({ min: 0n, max: V6_MAX })).map(within(128)),
  fc.constantFrom(...edgesOf([...SPECIAL_V6, GLOBAL_UNICAST_V6], 128)),
  fc.tuple(fc.constantFrom(...Object.values(EMBEDDINGS)), v4Value).map(([embed, v4]) => embed(v4)),
);

/** IPv6 with or without leading zeros, in either case, any run of zero groups left out, the end as IPv4. */
export const v6Spelling: fc.Arbitrary<Spelling> = fc
  .tuple(
    v6Value,
    fc.record({ isPadded: fc.boolean(), isUpper: fc.boolean(), hasV4Tail: fc.boolean() }),
    fc.tuple(fc.nat(7), fc.nat(7)),
  )
  .map(([value, style, [from, length]]) => {
    const numbers = Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn);
    const written = numbers.map((group) => group.toString(16).padStart(style.isPadded ? 4 : 1, "0"));
    const groups = style.hasV4Tail ? [...written.slice(0, 6), v4Text(value & V4_MAX)] : written;
    const text = leaveOut(groups, numbers, from, from + length);
    return { value, text: style.isUpper ? text.toUpperCase() : text, isPlain: true };
  });

/** Writes `::` for the groups from..to when these are all zero and there are any; no other groups may be left out. */
function leaveOut(groups: string[], numbers: bigint[], from: number, to: number): string {
  const end = Math.min(to, groups.length === 7 ? 6 : 8);
  if (from >= end || numbers.slice(from, end).some((group) => group !== 0n)) return groups.join(":");
  return `${groups.slice(0, from).join(":")}::${groups.slice(end).join(":")}`;
}

function within(width: 32 | 128) {
  return ([{ first, bits }, noise]: [{ first: bigint; bits: number }, bigint]): bigint =>
    first | (noise & ((1n << BigInt(width - bits)) - 1n));
}
