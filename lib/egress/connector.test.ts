import { Socket } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { createAddressPolicy } from "./address";
import type { AttemptResult } from "./attempt-result";
import { createEgressClient, type EgressClient, type EgressClientOptions } from "./client";
import { checkDestination } from "./destination";
import { issueCertificate } from "./testing/certificates";
import { answer, startReceiver } from "./testing/scripted-receiver";
import { checkUrl } from "./url";

const only127001 = createAddressPolicy(["127.0.0.1"]);

function createClient(options: Partial<EgressClientOptions> = {}): EgressClient {
  const client = createEgressClient({ policy: only127001, lookup: () => Promise.resolve(["127.0.0.1"]), ...options });
  onTestFinished(() => client.close());
  return client;
}

function post(client: EgressClient, url: string, timeoutMs = 10_000): Promise<AttemptResult> {
  return client.send({ url, headers: {}, body: Buffer.from("{}"), timeoutMs });
}

const startForbidden = () => startReceiver((socket) => socket.write(answer(200)), { host: "127.0.0.2" });

test("a name with any forbidden address is not connected to at all, and the result tells nothing of it", async () => {
  const forbidden = await startForbidden();
  const open = await startReceiver((socket) => socket.write(answer(200)));
  for (const addresses of [
    ["127.0.0.2"],
    ["127.0.0.1", "127.0.0.2"],
    ["127.0.0.2", "127.0.0.1"],
    ["127.0.0.1", "::ffff:7f00:2"],
    ["127.0.0.1", "64:ff9b::7f00:2"],
    ["2002:7f00:2::"],
    [],
  ]) {
    const client = createClient({ lookup: () => Promise.resolve(addresses) });
    for (const port of [forbidden.port, open.port]) {
      const result = await post(client, `http://hooks.example.com:${port}/`);
      expect(result).toEqual({
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
      });
    }
  }
  expect([forbidden.connectionCount(), open.connectionCount()]).toEqual([0, 0]);
});

test("a forbidden address in the URL itself is refused, in every notation", async () => {
  const forbidden = await startForbidden();
  const client = createClient();
  for (const host of ["127.0.0.2", "127.2", "0x7f000002", "2130706434", "[::ffff:127.0.0.2]", "[::ffff:7f00:2]"]) {
    expect(await post(client, `http://${host}:${forbidden.port}/`)).toMatchObject({
      error: "blocked_address",
      remoteAddress: null,
    });
  }
  expect(forbidden.connectionCount()).toBe(0);
});

test("a name that turns private between the check and the connection is refused then", async () => {
  const forbidden = await startForbidden();
  const answers = [["127.0.0.1"], ["127.0.0.2"]];
  const lookup = () => Promise.resolve(answers.shift() ?? []);
  const url = `http://hooks.example.com:${forbidden.port}/`;
  const check = checkUrl(url, { policy: only127001 });
  if (check.outcome === "refused") throw new Error(check.message);
  expect(await checkDestination(check.target, { policy: only127001, lookup })).toEqual({ outcome: "ok" });
  expect(await post(createClient({ lookup }), url)).toMatchObject({ error: "blocked_address" });
  expect(forbidden.connectionCount()).toBe(0);
});

test("the addresses that were checked are the ones connected to: the name is not looked up again", async () => {
  const open = await startReceiver((socket) => socket.write(answer(200)));
  let lookups = 0;
  const lookup = () => Promise.resolve(lookups++ === 0 ? ["127.0.0.1"] : ["127.0.0.2"]);
  expect(await post(createClient({ lookup }), `http://hooks.example.com:${open.port}/`)).toMatchObject({
    status: 200,
    remoteAddress: "127.0.0.1",
  });
  expect(lookups).toBe(1);
});

test("the address at the other end is looked at once more, before a byte is sent", async () => {
  const open = await startReceiver((socket) => socket.write(answer(200)));
  let isAllowed = true;
  const policy = { ...only127001, allowsAddress: () => isAllowed };
  const lookup = () => {
    // Flips after resolveAddresses has looked at the list and before the connection stands.
    setImmediate(() => (isAllowed = false));
    return Promise.resolve(["127.0.0.1"]);
  };
  const result = await post(createClient({ policy, lookup }), `http://hooks.example.com:${open.port}/`);
  expect(result).toMatchObject({
    error: "blocked_address",
    step: "check",
    remoteAddress: null,
    phases: { tcpMs: null },
  });
  expect(open.requests).toHaveLength(0);
});

test("a connection that is reset as soon as it stands was reset, not blocked, and gets no byte", async () => {
  const open = await startReceiver((socket) => socket.write(answer(200)));
  // What Node says of a socket whose other end is gone already.
  const node = Socket.prototype as unknown as { _getpeername(): { address?: string } };
  const gone = vi.spyOn(node, "_getpeername").mockReturnValue({});
  onTestFinished(() => gone.mockRestore());
  const result = await post(createClient(), `http://hooks.example.com:${open.port}/`);
  expect(result).toMatchObject({ outcome: "error", error: "conn_reset", step: "tcp", remoteAddress: "127.0.0.1" });
  expect(open.requests).toHaveLength(0);
});

test("when the first address does not answer, the next checked one is tried", async () => {
  const open = await startReceiver((socket) => socket.write(answer(200)));
  const policy = createAddressPolicy(["127.0.0.0/8", "::1/128"]);
  for (const addresses of [
    ["127.0.0.9", "127.0.0.1"],
    ["::1", "127.0.0.1"],
  ]) {
    const client = createClient({ policy, lookup: () => Promise.resolve(addresses) });
    expect(await post(client, `http://hooks.example.com:${open.port}/`)).toMatchObject({
      status: 200,
      remoteAddress: "127.0.0.1",
    });
  }
});

test("requests that start together share one look-up", async () => {
  const open = await startReceiver((socket) => socket.write(answer(200)));
  let lookups = 0;
  const lookup = async () => {
    lookups += 1;
    await new Promise((resolve) => setTimeout(resolve, 30));
    return ["127.0.0.1"];
  };
  const client = createClient({ lookup });
  const results = await Promise.all(
    Array.from({ length: 20 }, () => post(client, `http://hooks.example.com:${open.port}/`)),
  );
  expect(results.every((result) => result.outcome === "response")).toBe(true);
  expect(lookups).toBe(1);
});

const authority = issueCertificate({ commonName: "Test Authority", isAuthority: true });
const good = issueCertificate({
  commonName: "hooks.example.com",
  altNames: ["hooks.example.com", "127.0.0.1"],
  issuer: authority,
});

test("HTTPS is verified and its certificate, version and time are told", async () => {
  const receiver = await startReceiver((socket) => socket.write(answer(200)), { tls: [good] });
  const client = createClient({ trustedCertificates: [authority.certificate] });
  const first = await post(client, `https://hooks.example.com:${receiver.port}/`);
  expect(first).toMatchObject({
    status: 200,
    phases: {
      tlsMs: expect.any(Number),
      tlsVersion: "TLSv1.3",
      certificate: {
        subject: "hooks.example.com",
        issuer: "Test Authority",
        names: ["hooks.example.com", "127.0.0.1"],
        validTo: expect.stringMatching(/Z$/),
      },
    },
  });
  const second = await post(client, `https://hooks.example.com:${receiver.port}/`);
  expect(second).toMatchObject({
    status: 200,
    phases: { reusedConnection: true, tlsMs: null, certificate: { issuer: "Test Authority" } },
  });
  expect(await post(client, `https://127.0.0.1:${receiver.port}/`)).toMatchObject({ status: 200 });
});

test("a certificate that cannot be trusted ends the attempt before the request is sent, with the reason", async () => {
  const dayMs = 86_400_000;
  const other = issueCertificate({ commonName: "Unknown Authority", isAuthority: true });
  const altNames = ["hooks.example.com"];
  const commonName = "hooks.example.com";
  const cases = [
    [
      "tls_expired",
      [issueCertificate({ commonName, altNames, issuer: authority, validTo: new Date(Date.now() - dayMs) })],
    ],
    [
      "tls_expired",
      [issueCertificate({ commonName, altNames, issuer: authority, validFrom: new Date(Date.now() + dayMs) })],
    ],
    ["tls_self_signed", [issueCertificate({ commonName, altNames })]],
    ["tls_self_signed", [issueCertificate({ commonName, altNames, issuer: other }), other]],
    ["tls_chain", [issueCertificate({ commonName, altNames, issuer: other })]],
    [
      "tls_name",
      [issueCertificate({ commonName: "other.example.com", altNames: ["other.example.com"], issuer: authority })],
    ],
  ] as const;
  for (const [error, tls] of cases) {
    const receiver = await startReceiver((socket) => socket.write(answer(200)), { tls: [...tls] });
    const result = await post(
      createClient({ trustedCertificates: [authority.certificate] }),
      `https://hooks.example.com:${receiver.port}/`,
    );
    expect([error, result]).toEqual([error, expect.objectContaining({ outcome: "error", error, step: "tls" })]);
    expect(result.phases.certificate).toMatchObject({ subject: tls[0].commonName });
    expect(receiver.requests).toHaveLength(0);
  }
});

test("HTTPS to a port that speaks something else fails in the handshake", async () => {
  const plain = await startReceiver(() => undefined);
  const client = createClient({ connectTimeoutMs: 200 });
  expect(await post(client, `https://hooks.example.com:${plain.port}/`)).toMatchObject({
    error: "conn_timeout",
    step: "tls",
  });

  const { createServer } = await import("node:net");
  const answers = [
    (socket: import("node:net").Socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    (socket: import("node:net").Socket) => socket.destroy(),
  ];
  for (const [index, script] of answers.entries()) {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      script(socket);
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    expect(await post(client, `https://hooks.example.com:${port}/`)).toMatchObject({
      error: index === 0 ? "tls_proto" : "conn_reset",
      step: "tls",
    });
  }
});
