import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  type AttemptResult,
  checkDestination,
  checkUrl,
  createAddressPolicy,
  createEgressClient,
  type EgressClient,
} from "@/lib/egress";
import { type NameAnswer, type NameServer, startNameServer } from "@/tests/harness/dns-server";
import { type HttpReceiver, startHttpReceiver } from "@/tests/harness/http-receiver";
import { type Forbidden, listenWhereForbidden, OTHER_LOOPBACK } from "./forbidden";

// 127.0.0.1 stands for the public internet; the same port of every other loopback address is forbidden.
const GOOD = "127.0.0.1";
const policy = createAddressPolicy([GOOD]);

let names: NameServer;
let receiver: HttpReceiver;
let forbidden: Forbidden;
let client: EgressClient;
let tried = 0;

beforeAll(async () => {
  names = await startNameServer();
  receiver = await startHttpReceiver();
  forbidden = await listenWhereForbidden(OTHER_LOOPBACK, Number(new URL(receiver.url).port));
});
beforeEach(() => {
  client = createEgressClient({ policy, lookup: names.lookup, connectTimeoutMs: 4_000 });
});
afterEach(() => {
  client.close();
  forbidden.requireUntouched();
});
afterAll(() => Promise.all([names.close(), receiver.close(), forbidden.close()]));

/** Posts to a name of its own that is answered so. */
function postTo(...answers: NameAnswer[]): Promise<AttemptResult> {
  const name = newName();
  names.say(name, ...answers);
  return post(name);
}

function newName(): string {
  tried += 1;
  return `n${tried}.hooks.example`;
}

function post(name: string): Promise<AttemptResult> {
  return client.send({
    url: `http://${name}:${forbidden.port}/`,
    headers: {},
    body: Buffer.from("{}"),
    timeoutMs: 10_000,
  });
}

/** All that is told of a refusal. */
const BLOCKED = {
  outcome: "error",
  error: "blocked_address",
  step: "check",
  nativeCode: "blocked_address",
  remoteAddress: null,
  phases: {
    dnsMs: null,
    tcpMs: null,
    tlsMs: null,
    ttfbMs: null,
    downloadMs: null,
    totalMs: expect.any(Number),
    reusedConnection: false,
    protocol: null,
    tlsVersion: null,
    certificate: null,
  },
};

const BAD_V4 = ["127.0.0.2", "127.1.2.3", "0.0.0.0", "10.0.0.1", "169.254.169.254", "192.168.1.1", "100.100.100.200"];
const BAD_V6 = [
  "::1",
  "::",
  "::ffff:127.0.0.2",
  "::127.0.0.2",
  "::8.8.8.8",
  "::ffff:0:127.0.0.2",
  "64:ff9b::127.0.0.2",
  "64:ff9b::8.8.8.8",
  "64:ff9b:1::127.0.0.2",
  "64:ff9b:1:7f00:0:200::",
  "2002:7f00:2::1",
  "2001:0:7f00:2::1",
  "2001:0:808:808:0:0:80ff:fffd",
  "fe80::5efe:7f00:2",
  "fe80::1",
  "fd00:ec2::254",
  "fec0::1",
  "2001:db8::1",
  "ff02::1",
];

test("a name whose addresses are allowed is reached, also by an alias and as an IPv4-mapped address", async () => {
  for (const answer of [{ a: [GOOD] }, { a: [GOOD], cname: "alias.example" }, { aaaa: [`::ffff:${GOOD}`] }])
    expect(await postTo(answer)).toMatchObject({ status: 200 });
});

test("a name with only forbidden addresses is refused, and the result tells nothing of them", async () => {
  for (const address of BAD_V4) expect([address, await postTo({ a: [address] })]).toEqual([address, BLOCKED]);
  for (const address of BAD_V6) expect([address, await postTo({ aaaa: [address] })]).toEqual([address, BLOCKED]);
  expect(await postTo({ a: BAD_V4, aaaa: BAD_V6 })).toEqual(BLOCKED);
});

test("one forbidden address among good ones refuses the name, in whatever order and family it comes", async () => {
  const before = receiver.requests.length;
  for (const address of BAD_V4) {
    expect([address, await postTo({ a: [GOOD, address] })]).toEqual([address, BLOCKED]);
    expect([address, await postTo({ a: [address, GOOD] })]).toEqual([address, BLOCKED]);
  }
  for (const address of BAD_V6)
    expect([address, await postTo({ a: [GOOD], aaaa: [address] })]).toEqual([address, BLOCKED]);
  expect(receiver.requests).toHaveLength(before);
});

test("an alias is judged by the addresses behind it, also that of a name which would be refused in a URL", async () => {
  for (const cname of ["inner.example", "localhost", "metadata.google.internal"])
    for (const answer of [{ a: ["127.0.0.2"] }, { aaaa: ["::1"] }, { a: [GOOD], aaaa: ["::1"] }])
      expect([cname, await postTo({ cname, ...answer })]).toEqual([cname, BLOCKED]);
});

test("a name that changes after it was checked is refused when it is called", async () => {
  const name = newName();
  names.say(name, { a: [GOOD] }, { a: ["127.0.0.2"] });
  const check = checkUrl(`http://${name}:${forbidden.port}/`, { policy });
  if (check.outcome === "refused") throw new Error(check.message);
  expect(await checkDestination(check.target, { policy, lookup: names.lookup })).toEqual({ outcome: "ok" });
  expect(await post(name)).toEqual(BLOCKED);
  expect(names.lookupsOf(name)).toBe(2);
});

test("a name that changes between the look-up and the connection is connected to as it was looked up", async () => {
  const name = newName();
  names.say(name, { a: [GOOD] }, { a: ["127.0.0.2"], aaaa: ["::1"] });
  expect(await post(name)).toMatchObject({ status: 200, remoteAddress: GOOD });
  expect(names.lookupsOf(name)).toBe(1);
});

test("a name that flips with every look-up never leads to the forbidden side in 200 requests", async () => {
  const name = newName();
  const flips = Array.from({ length: 500 }, (_, index) => (index % 2 === 0 ? { a: [GOOD] } : { a: ["127.0.0.2"] }));
  names.say(name, ...flips);
  const outcomes = { delivered: 0, blocked: 0 };
  for (let round = 0; round < 20; round += 1) {
    // A client of its own, so that no connection is reused and every request looks the name up.
    const results = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const own = createEgressClient({ policy, lookup: names.lookup });
        const url = `http://${name}:${forbidden.port}/`;
        const result = await own.send({ url, headers: {}, body: Buffer.from("{}"), timeoutMs: 10_000 });
        own.close();
        return result;
      }),
    );
    for (const result of results) {
      if (result.outcome === "response") expect(result.remoteAddress).toBe(GOOD);
      else expect(result).toEqual(BLOCKED);
      outcomes[result.outcome === "response" ? "delivered" : "blocked"] += 1;
    }
  }
  expect(outcomes).toEqual({ delivered: 100, blocked: 100 });
});

test("a name without addresses, or with name servers that fail, is a failure of the name and no refusal", async () => {
  expect(await postTo({})).toMatchObject({ error: "dns_not_found", remoteAddress: null });
  expect(await post(newName())).toMatchObject({ error: "dns_not_found", nativeCode: "ENOTFOUND" });
  expect(await postTo({ rcode: 2 })).toMatchObject({ error: "dns_temporary", step: "dns" });
  expect(await postTo({ silent: true })).toMatchObject({ error: "dns_temporary", step: "dns" });
});

test("an answer of hundreds of addresses, more than a datagram holds, is read to its end", async () => {
  const many = Array.from({ length: 300 }, () => GOOD);
  expect(await postTo({ a: many })).toMatchObject({ status: 200 });
  expect(await postTo({ a: [...many, "127.0.0.2"] })).toEqual(BLOCKED);
  expect(await postTo({ a: [GOOD], aaaa: [...many.map((good) => `::ffff:${good}`), "::1"] })).toEqual(BLOCKED);
});
