import fc from "fast-check";
import { expect, test } from "vitest";
import { createAddressPolicy, isPublicAddress } from "./address";

test("addresses that libraries have taken for public are not", () => {
  for (const address of [
    "::127.0.0.1",
    "::8.8.8.8",
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
