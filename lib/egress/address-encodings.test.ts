import fc from "fast-check";
import { expect, test } from "vitest";
import { createAddressPolicy } from "./address";
import { type Spelling, v4Spelling, v4Text, v6Spelling } from "./testing/address-spellings";
import { isPublicV4, isPublicV6, isWithin } from "./testing/special-ranges";
import { checkUrl } from "./url";

/** Of each family; every case is judged twice, as an address and within a URL. */
const CASES = 50_000;
const policy = createAddressPolicy([]);
const TIME_LIMIT_MS = 120_000;

/** What `checkUrl` says, and the host that would be connected to when it lets the URL pass. */
function judgeUrl(raw: string): string {
  const check = checkUrl(raw, { policy });
  return check.outcome === "ok" ? `ok ${check.target.isLiteral} ${check.target.hostname}` : check.code;
}

/** Compares without `expect`, which costs more than the checks themselves. fast-check prints the case that throws. */
function agree(what: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) throw new Error(`${what}: ${String(actual)}, expected ${String(expected)}`);
}

function countCases<Case>(cases: fc.Arbitrary<Case>, judge: (one: Case) => void): number {
  let count = 0;
  fc.assert(
    fc.property(cases, (one) => {
      count += 1;
      judge(one);
    }),
    { numRuns: CASES },
  );
  return count;
}

test(
  "50,000 spellings of IPv4 addresses: a URL passes exactly with a public one, an address only when it is spelled plainly",
  { timeout: TIME_LIMIT_MS },
  () => {
    const scheme = fc.constantFrom("http://", "https://", "hTTp://", "HTTPS://");
    const rest = fc.constantFrom("", "/", ":8443/hook", "/?x=127.0.0.1#y", "?u=http://10.0.0.1/", "#8.8.8.8");
    const count = countCases(fc.tuple(v4Spelling, scheme, rest), ([{ value, text, isPlain }, before, after]) => {
      const expected = isPublicV4(value) ? `ok true ${v4Text(value)}` : "private_address";
      agree(`${before}${text}${after}`, judgeUrl(`${before}${text}${after}`), expected);
      agree(text, policy.allowsAddress(text), isPlain && isPublicV4(value));
    });
    expect(count).toBe(CASES);
  },
);

test(
  "50,000 spellings of IPv6 addresses, with IPv4 addresses in them: URL and address pass exactly when it is public",
  { timeout: TIME_LIMIT_MS },
  () => {
    const zone = fc.constantFrom("", "", "", "%eth0", "%25eth0", "%1", "%");
    const count = countCases(fc.tuple(v6Spelling, zone), ([{ value, text }, suffix]) => {
      const isPublic = isPublicV6(value);
      const verdict = judgeUrl(`http://[${text}${suffix}]/`);
      if (suffix !== "") agree(`[${text}${suffix}]`, verdict, "malformed");
      else agree(`[${text}]`, verdict.split(" ")[0], isPublic ? "ok" : "private_address");
      agree(`${text}${suffix}`, policy.allowsAddress(`${text}${suffix}`), isPublic && suffix === "");
      agree(`[${text}]`, policy.allowsAddress(`[${text}]`), false);
    });
    expect(count).toBe(CASES);
  },
);

test(
  "an allowed range lets its own addresses pass, and no other that is not public",
  { timeout: TIME_LIMIT_MS },
  () => {
    const ranges = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), fc.integer({ min: 1, max: 32 })), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(ranges, v4Spelling, fc.nat(2), fc.integer({ min: -1, max: 1 }), (cidrs, spelling, index, offset) => {
        const allowing = createAddressPolicy(cidrs.map(([first, bits]) => `${v4Text(first)}/${bits}`));
        const near = nearRange(cidrs[index % cidrs.length], spelling, offset);
        for (const value of [spelling.value, near]) {
          const isAllowed = cidrs.some(([first, bits]) => isWithin(value, { first, bits }, 32));
          agree(v4Text(value), allowing.allowsAddress(v4Text(value)), isPublicV4(value) || isAllowed);
          agree(v4Text(value), allowing.allowsAddress(`::ffff:${v4Text(value)}`), isPublicV4(value) || isAllowed);
        }
      }),
      { numRuns: 5_000 },
    );
  },
);

/** @returns an address at an edge of the range. */
function nearRange(range: [bigint, number] | undefined, { value }: Spelling, offset: number): bigint {
  const [first, bits] = range ?? [value, 32];
  const mask = (1n << BigInt(32 - bits)) - 1n;
  const edge = value % 2n === 0n ? (first | mask) + BigInt(offset) : (first & ~mask) + BigInt(offset);
  return BigInt.asUintN(32, edge);
}
