// What is public, told a second time: numbers from the RFCs, compared as numbers. It shares nothing with address.ts or
// with Node's BlockList, so that it can say when they are wrong.

type Range = { first: bigint; bits: number; why: string };

const range = (first: bigint, bits: number, why: string): Range => ({ first, bits, why });

/** The IANA IPv4 special-purpose registry row by row, also the rows within others; multicast; Azure's own address. */
export const SPECIAL_V4: readonly Range[] = [
  range(0x00000000n, 8, "this network, RFC 791"),
  range(0x0a000000n, 8, "private use, RFC 1918"),
  range(0x64400000n, 10, "shared address space, RFC 6598"),
  range(0x7f000000n, 8, "loopback, RFC 1122"),
  range(0xa83f8110n, 32, "Azure's metadata and DNS"),
  range(0xa9fe0000n, 16, "link local, RFC 3927"),
  range(0xac100000n, 12, "private use, RFC 1918"),
  range(0xc0000000n, 24, "IETF protocol assignments, RFC 6890"),
  range(0xc0000000n, 29, "IPv4 service continuity, RFC 7335"),
  range(0xc0000008n, 32, "dummy address, RFC 7600"),
  range(0xc0000009n, 32, "port control anycast, RFC 7723"),
  range(0xc000000an, 32, "TURN anycast, RFC 8155"),
  range(0xc00000aan, 31, "NAT64 discovery, RFC 8880"),
  range(0xc0000200n, 24, "documentation, RFC 5737"),
  range(0xc01fc400n, 24, "AS112, RFC 7535"),
  range(0xc034c100n, 24, "AMT, RFC 7450"),
  range(0xc0586300n, 24, "6to4 relays, RFC 7526"),
  range(0xc0a80000n, 16, "private use, RFC 1918"),
  range(0xc0af3000n, 24, "direct delegation AS112, RFC 7534"),
  range(0xc6120000n, 15, "benchmarking, RFC 2544"),
  range(0xc6336400n, 24, "documentation, RFC 5737"),
  range(0xcb007100n, 24, "documentation, RFC 5737"),
  range(0xe0000000n, 4, "multicast, RFC 5771"),
  range(0xf0000000n, 4, "reserved, RFC 1112"),
  range(0xffffffffn, 32, "broadcast, RFC 8190"),
];

/** @returns the range that begins with these groups of 16 bits. */
const range6 = (groups: string, bits: number, why: string): Range => {
  const words = groups.split(" ");
  const head = words.reduce((sum, word) => (sum << 16n) | BigInt(`0x${word}`), 0n);
  return range(head << BigInt(128 - 16 * words.length), bits, why);
};

/** All that is handed out for the public internet, RFC 4291 and IANA's IPv6 address space. */
export const GLOBAL_UNICAST_V6 = range6("2000", 3, "global unicast");

/** The IANA IPv6 special-purpose registry row by row, and what RFC 4291 says of the rest. */
export const SPECIAL_V6: readonly Range[] = [
  range6("0", 128, "unspecified, RFC 4291"),
  range(1n, 128, "loopback, RFC 4291"),
  range6("0", 96, "IPv4-compatible, RFC 4291"),
  range6("0 0 0 0 ffff 0", 96, "IPv4-translated, RFC 2765"),
  range6("64 ff9b", 96, "NAT64, RFC 6052"),
  range6("64 ff9b 1", 48, "local NAT64, RFC 8215"),
  range6("100", 64, "discard, RFC 6666"),
  range6("100 0 0 1", 64, "dummy prefix, RFC 9780"),
  range6("2001", 23, "IETF protocol assignments, RFC 2928"),
  range6("2001", 32, "Teredo, RFC 4380"),
  range6("2001 1 0 0 0 0 0 1", 128, "port control anycast, RFC 7723"),
  range6("2001 2", 48, "benchmarking, RFC 5180"),
  range6("2001 3", 32, "AMT, RFC 7450"),
  range6("2001 4 112", 48, "AS112, RFC 7535"),
  range6("2001 10", 28, "ORCHID, RFC 4843"),
  range6("2001 20", 28, "ORCHIDv2, RFC 7343"),
  range6("2001 30", 28, "drone identifiers, RFC 9374"),
  range6("2001 db8", 32, "documentation, RFC 3849"),
  range6("2002", 16, "6to4, RFC 3056"),
  range6("2620 4f 8000", 48, "direct delegation AS112, RFC 7534"),
  range6("3fff", 20, "documentation, RFC 9637"),
  range6("5f00", 16, "segment routing, RFC 9602"),
  range6("fc00", 7, "unique local, RFC 4193"),
  range6("fe80", 10, "link local, RFC 4291"),
  range6("fec0", 10, "site local, RFC 3879"),
  range6("ff00", 8, "multicast, RFC 4291"),
];

/** @returns whether a number of that many bits has the range's beginning. */
export function isWithin(value: bigint, { first, bits }: Pick<Range, "first" | "bits">, width: 32 | 128): boolean {
  const rest = BigInt(width - bits);
  return value >> rest === first >> rest;
}

export function isPublicV4(value: bigint): boolean {
  return !SPECIAL_V4.some((special) => isWithin(value, special, 32));
}

/** An IPv4-mapped address is the IPv4 address to the kernel, and so it is here. */
export function isPublicV6(value: bigint): boolean {
  if (value >> 32n === 0xffffn) return isPublicV4(value & 0xffff_ffffn);
  return isWithin(value, GLOBAL_UNICAST_V6, 128) && !SPECIAL_V6.some((special) => isWithin(value, special, 128));
}

/** @returns the first and last number of each range, and the neighbours outside of it. */
export function edgesOf(ranges: readonly Range[], width: 32 | 128): bigint[] {
  const end = 1n << BigInt(width);
  return ranges
    .flatMap(({ first, bits }) => {
      const last = first + (1n << BigInt(width - bits)) - 1n;
      return [first - 1n, first, first + 1n, last - 1n, last, last + 1n];
    })
    .filter((value) => value >= 0n && value < end);
}
