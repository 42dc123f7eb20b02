import { expect, test } from "vitest";
import { createAddressPolicy } from "./address";
import { checkDestination, type Lookup } from "./destination";
import { type CheckedUrl, checkUrl } from "./url";

const policy = createAddressPolicy([]);

function targetOf(raw: string): CheckedUrl {
  const check = checkUrl(raw, { policy });
  if (check.outcome === "refused") throw new Error(check.message);
  return check.target;
}

const answering =
  (...addresses: string[]): Lookup =>
  () =>
    Promise.resolve(addresses);

test("a name is accepted when all its addresses are public", async () => {
  expect(
    await checkDestination(targetOf("https://example.com"), {
      policy,
      lookup: answering("93.184.215.14", "2606:2800:21f::1"),
    }),
  ).toEqual({ outcome: "ok" });
});

test("one private address among public ones refuses the name, and the message names no address", async () => {
  for (const bad of ["10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a9fe:a9fe", "fe80::1%eth0", "not an address"]) {
    const check = await checkDestination(targetOf("https://example.com"), {
      policy,
      lookup: answering("93.184.215.14", bad),
    });
    expect(check.outcome).toBe("refused");
    expect(JSON.stringify(check)).not.toContain(bad);
  }
  expect((await checkDestination(targetOf("https://example.com"), { policy, lookup: answering() })).outcome).toBe(
    "refused",
  );
});

test("a name that does not resolve yet is no refusal", async () => {
  const lookup = () => Promise.reject(Object.assign(new Error("not found"), { code: "ENOTFOUND" }));
  expect(await checkDestination(targetOf("https://example.com"), { policy, lookup })).toEqual({
    outcome: "unresolved",
  });
});

test("an address is checked without a look-up", async () => {
  const lookup = () => Promise.reject(new Error("must not be asked"));
  expect(await checkDestination(targetOf("https://8.8.8.8"), { policy, lookup })).toEqual({ outcome: "ok" });
});
