import fc from "fast-check";
import { expect, test } from "vitest";
import { createAddressPolicy, isPublicAddress } from "./address";

// The oracle works on numbers, not on net.BlockList or ipaddr.js: first and last address of each range.
const SPECIAL_V4: [string, string][] = [
  ["0.0.0.0", "0.255.255.255"],
  ["10.0.0.0", "10.255.255.255"],
  ["100.64.0.0", "100.127.255.255"],
  ["127.0.0.0", "127.255.255.255"],
  ["168.63.129.16", "168.63.129.16"],
  ["169.254.0.0", "169.254.255.255"],
  ["172.16.0.0", "172.31.255.255"],
  ["192.0.0.0", "192.0.0.255"],
  ["192.0.2.0", "192.0.2.255"],
  ["192.31.196.0", "192.31.196.255"],
  ["192.52.193.0", "192.52.193.255"],
  ["192.88.99.0", "192.88.99.255"],
  ["192.168.0.0", "192.168.255.255"],
  ["192.175.48.0", "192.175.48.255"],
  ["198.18.0.0", "198.19.255.255"],
  ["198.51.100.0", "198.51.100.255"],
  ["203.0.113.0", "203.0.113.255"],
  ["224.0.0.0", "255.255.255.255"],
];
const SPECIAL_V6: [bigint, bigint][] = [
  [0x2001_0000n << 96n, (0x2001_0200n << 96n) - 1n],
  [0x2001_0db8n << 96n, (0x2001_0db9n << 96n) - 1n],
  [0x2002n << 112n, (0x2003n << 112n) - 1n],
  [0x2620_004f_8000n << 80n, (0x2620_004f_8001n << 80n) - 1n],
  [0x3fffn << 112n, (0x3fff_1000n << 96n) - 1n],
];

function v4Number(text: string): number {
  return text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function v4Text(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

function isPublicV4(value: number): boolean {
  return !SPECIAL_V4.some(([first, last]) => value >= v4Number(first) && value <= v4Number(last));
}

function isPublicV6(value: bigint): boolean {
  if (value >> 32n === 0xffffn) return isPublicV4(Number(value & 0xffff_ffffn));
  return value >> 125n === 1n && !SPECIAL_V6.some(([first, last]) => value >= first && value <= last);
}

/** Every way a resolver or a URL may spell one address: full, zeroes dropped, compressed, upper case, IPv4 tail. */
function spellings(value: bigint): string[] {
  const groups = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(112 - 16 * index)) & 0xffffn));
  const short = groups.map((group) => group.toString(16));
  const tail = v4Text(Number(value & 0xffff_ffffn));
  const compressed = new URL(`http://[${short.join(":")}]`).hostname.slice(1, -1);
  return [
    groups.map((group) => group.toString(16).padStart(4, "0")).join(":"),
    short.join(":"),
    short.join(":").toUpperCase(),
    compressed,
    `${short.slice(0, 6).join(":")}:${tail}`,
  ];
}

const v4Edges = SPECIAL_V4.flatMap(([first, last]) => [
  v4Number(first) - 1,
  v4Number(first),
  v4Number(last),
  v4Number(last) + 1,
]).filter((value) => value >= 0 && value < 2 ** 32);
const v6Edges = [...SPECIAL_V6, [0x2000n << 112n, (0x4000n << 112n) - 1n] as const].flatMap(([first, last]) => [
  first - 1n,
  first,
  last,
  last + 1n,
]);
const v4 = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(...v4Edges));
// Prefixes that carry an IPv4 address inside: mapped, compatible, NAT64, 6to4, Teredo, ISATAP-like, translated.
const embedded = fc
  .tuple(
    fc.constantFrom(
      0xffffn << 32n,
      0n,
      0x64_ff9bn << 96n,
      0x2002n << 112n,
      0x2001n << 112n,
      0xfe80n << 112n,
      0xffffn << 48n,
    ),
    v4,
  )
  .map(([prefix, value]) => prefix | BigInt(value));
const v6 = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
  fc.bigInt({ min: 0x2000n << 112n, max: (0x4000n << 112n) - 1n }),
  fc.constantFrom(...v6Edges),
  embedded,
);

test("an IPv4 address is public exactly outside the special ranges, also as an IPv4-mapped IPv6 address", () => {
  fc.assert(
    fc.property(v4, (value) => {
      expect(isPublicAddress(v4Text(value))).toBe(isPublicV4(value));
      for (const spelling of spellings((0xffffn << 32n) | BigInt(value)))
        expect(isPublicAddress(spelling)).toBe(isPublicV4(value));
    }),
    { numRuns: 3_000 },
  );
  for (const edge of v4Edges)
    expect([v4Text(edge), isPublicAddress(v4Text(edge))]).toEqual([v4Text(edge), isPublicV4(edge)]);
});

test("an IPv6 address is public exactly in global unicast without its special ranges, however it is written", () => {
  fc.assert(
    fc.property(v6, (value) => {
      for (const spelling of spellings(value))
        expect([spelling, isPublicAddress(spelling)]).toEqual([spelling, isPublicV6(value)]);
    }),
    { numRuns: 3_000 },
  );
  for (const edge of v6Edges)
    expect([edge, isPublicAddress(spellings(edge)[0] ?? "")]).toEqual([edge, isPublicV6(edge)]);
});

test("addresses that libraries have taken for public are not", () => {
  for (const address of [
    "::127.0.0.1",
    "100:0:0:1::1",
    "4000::1",
    "64:ff9b::7f00:1",
    "::ffff:7f00:1",
    "fd00:ec2::254",
    "169.254.169.254",
    "2002:7f00:1::",
    "::",
    "::1",
  ]) {
    expect([address, isPublicAddress(address)]).toEqual([address, false]);
  }
});

test("what is not plainly an address is not public", () => {
  for (const text of [
    "",
    "example.com",
    "127.1",
    "0x7f.1",
    "2130706433",
    "8.8.8.8.",
    "08.8.8.8",
    "8.8.8",
    "2606:4700::1%eth0",
    "[2606:4700::1]",
    " 8.8.8.8",
  ]) {
    expect([text, isPublicAddress(text)]).toEqual([text, false]);
  }
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof isPublicAddress(text) === "boolean"));
});

test("an allowed range opens itself and nothing else", () => {
  const policy = createAddressPolicy(["127.0.0.0/8", "::1/128", "10.1.2.3"]);
  for (const address of [
    "127.0.0.1",
    "127.255.255.255",
    "::1",
    "::ffff:127.0.0.1",
    "10.1.2.3",
    "8.8.8.8",
    "2606:4700::1",
  ])
    expect([address, policy.allowsAddress(address)]).toEqual([address, true]);
  for (const address of ["10.1.2.4", "128.0.0.0.1", "192.168.0.1", "::2", "169.254.169.254"])
    expect([address, policy.allowsAddress(address)]).toEqual([address, false]);
  expect(policy).toMatchObject({ allowsLoopback: true, allowsPrivateNames: true });
  expect(createAddressPolicy(["127.0.0.0/8", "::1/128"])).toMatchObject({
    allowsLoopback: true,
    allowsPrivateNames: false,
  });
  expect(createAddressPolicy([])).toMatchObject({ allowsLoopback: false, allowsPrivateNames: false });
});

test("a range that cannot be read is named", () => {
  for (const bad of [
    "",
    "10.0.0.0/33",
    "10.0.0.0/",
    "10.0.0.0/-1",
    "10.0/8",
    "fd00::/129",
    "localhost",
    "10.0.0.0/8/8",
    "fe80::1%lo/64",
  ]) {
    expect(() => createAddressPolicy(["::1/128", bad])).toThrow(`"${bad}" is not an address range`);
  }
});
