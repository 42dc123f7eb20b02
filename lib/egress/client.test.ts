import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { createAddressPolicy } from "./address";
import type { AttemptResult } from "./attempt-result";
import { createEgressClient, type EgressClient, type EgressClientOptions, headersOnWire } from "./client";
import { answer, startReceiver } from "./testing/scripted-receiver";

function createClient(options: Partial<EgressClientOptions> = {}): EgressClient {
  const client = createEgressClient({ policy: createAddressPolicy(["127.0.0.0/8"]), ...options });
  onTestFinished(() => client.close());
  return client;
}

function post(
  client: EgressClient,
  url: string,
  timeoutMs = 10_000,
  headers: Record<string, string> = {},
): Promise<AttemptResult> {
  return client.send({ url, headers, body: Buffer.from('{"ok":true}'), timeoutMs });
}

test("what is recorded as sent is what was on the wire, byte for byte and in order", async () => {
  const receiver = await startReceiver((socket) => socket.write(answer(200, "thanks")));
  const request = {
    url: `http://127.0.0.1:${receiver.port}/hook?a=1#part`,
    headers: {
      "Content-Type": "application/json",
      "User-Agent": "Posthorn/0.1.0",
      "X-Webhook-Id": "evt_1",
      "webhook-id": "evt_1",
      "7": "seven",
    },
    body: Buffer.from('{"n":12345678901234567890,"s":"ä\\u0000"}'),
  };
  const result = await createClient().send({ ...request, timeoutMs: 10_000 });
  const head = headersOnWire(request).map(([name, value]) => `${name}: ${value}\r\n`);
  expect(receiver.requests).toEqual([
    `POST /hook?a=1 HTTP/1.1\r\n${head.join("")}\r\n${request.body.toString("latin1")}`,
  ]);
  expect(result).toMatchObject({
    outcome: "response",
    status: 200,
    body: Buffer.from("thanks"),
    bodyBytes: 6,
    bodyTruncated: false,
    bodyError: null,
    remoteAddress: "127.0.0.1",
  });
});

test("response headers are kept with order, case and duplicates", async () => {
  const receiver = await startReceiver((socket) =>
    socket.write(answer(201, "", ["X-B: 1", "set-cookie: a=1", "Set-Cookie: b=2", "X-A: \u00e9"])),
  );
  const result = await post(createClient(), `http://127.0.0.1:${receiver.port}/`);
  expect(result.outcome === "response" && result.headers).toEqual([
    ["Content-Length", "0"],
    ["X-B", "1"],
    ["set-cookie", "a=1"],
    ["Set-Cookie", "b=2"],
    ["X-A", "Ã©"],
  ]);
});

test("no cookie is kept and no encoding asked for", async () => {
  const receiver = await startReceiver((socket) => socket.write(answer(200, "", ["Set-Cookie: a=1"])));
  const client = createClient();
  await post(client, `http://127.0.0.1:${receiver.port}/`);
  await post(client, `http://127.0.0.1:${receiver.port}/`);
  expect(receiver.requests).toHaveLength(2);
  expect(receiver.requests.join("")).not.toMatch(/cookie|accept-encoding/i);
});

test("a compressed answer is stored as it came, so a bomb stays small", async () => {
  const bomb = gzipSync(Buffer.alloc(20_000_000));
  const receiver = await startReceiver((socket) =>
    socket.end(
      Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`),
        bomb,
      ]),
    ),
  );
  const result = await post(createClient(), `http://127.0.0.1:${receiver.port}/`);
  expect(result).toMatchObject({ status: 200, bodyBytes: bomb.length, body: bomb.subarray(0, 16_384) });
});

test("16 KiB of an answer are stored, 64 KiB are read, and then the socket is cut although the rest never ends", async () => {
  let sentBytes = 0;
  const receiver = await startReceiver((socket) => {
    const chunk = Buffer.alloc(65_536, "x");
    const pump = () => {
      while (!socket.destroyed && socket.write(chunk)) sentBytes += chunk.length;
      socket.once("drain", pump);
    };
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n");
    pump();
  });
  const result = await post(createClient(), `http://127.0.0.1:${receiver.port}/`);
  expect(result).toMatchObject({
    outcome: "response",
    status: 200,
    bodyError: "too_large",
    bodyTruncated: true,
    body: Buffer.alloc(16_384, "x"),
  });
  await expect.poll(receiver.openCount).toBe(0);
  expect(sentBytes).toBeLessThan(20_000_000);
});

test("an answer between 16 and 64 KiB is complete, cut when stored, and its connection goes on being used", async () => {
  const receiver = await startReceiver((socket) => socket.write(answer(200, "y".repeat(60_000))));
  const client = createClient();
  expect(await post(client, `http://127.0.0.1:${receiver.port}/`)).toMatchObject({
    bodyBytes: 60_000,
    bodyTruncated: true,
    bodyError: null,
  });
  expect(await post(client, `http://127.0.0.1:${receiver.port}/`)).toMatchObject({
    phases: { reusedConnection: true },
  });
});

test("a receiver that never answers costs its time limit and no more", async () => {
  const receiver = await startReceiver(() => undefined);
  const result = await post(createClient(), `http://127.0.0.1:${receiver.port}/`, 300);
  expect(result).toMatchObject({
    outcome: "error",
    error: "headers_timeout",
    step: "request",
    remoteAddress: "127.0.0.1",
  });
  expect(result.phases.totalMs).toBeGreaterThanOrEqual(295);
  expect(result.phases.totalMs).toBeLessThan(3_000);
  await expect.poll(receiver.openCount).toBe(0);
});

test("dripping cannot stretch the time limit: dripped headers fail, a dripped body keeps its status", async () => {
  const drip = (text: string) =>
    startReceiver((socket) => {
      socket.write(text);
      const timer = setInterval(() => socket.write("x"), 20);
      socket.on("close", () => clearInterval(timer));
    });
  const inHeaders = await drip("HTTP/1.1 200 OK\r\nX-Long: ");
  const inBody = await drip("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
  const client = createClient();
  expect(await post(client, `http://127.0.0.1:${inHeaders.port}/`, 300)).toMatchObject({
    outcome: "error",
    error: "headers_timeout",
  });
  expect(await post(client, `http://127.0.0.1:${inBody.port}/`, 300)).toMatchObject({
    outcome: "response",
    status: 200,
    bodyError: "timeout",
    bodyTruncated: true,
  });
  await expect.poll(() => inHeaders.openCount() + inBody.openCount()).toBe(0);
});

test("a broken exchange is named for how it broke", async () => {
  const cases: [string, (socket: import("node:net").Socket) => void, object][] = [
    ["reset after reading", (socket) => socket.resetAndDestroy(), { error: "conn_reset", step: "request" }],
    ["closed after reading", (socket) => socket.end(), { error: "conn_reset", step: "request" }],
    ["closed within the headers", (socket) => socket.end("HTTP/1.1 200 OK\r\nX-A"), { error: "conn_reset" }],
    [
      "garbage",
      (socket) => socket.write("\u0000\u0001 not http at all\r\n\r\n"),
      { error: "bad_http", step: "request" },
    ],
    ["another protocol", (socket) => socket.write("SSH-2.0-OpenSSH_9.6\r\n"), { error: "bad_http" }],
    [
      "20 KB of headers",
      (socket) => socket.write(answer(200, "", [`X-Long: ${"x".repeat(20_000)}`])),
      { error: "bad_http", nativeCode: "UND_ERR_HEADERS_OVERFLOW" },
    ],
    [
      "an upgrade nobody asked for",
      (socket) => socket.write("HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
      { error: "bad_http" },
    ],
    [
      "two lengths",
      (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
      { error: "bad_http" },
    ],
  ];
  for (const [name, script, expected] of cases) {
    const receiver = await startReceiver(script);
    const result = await post(createClient(), `http://127.0.0.1:${receiver.port}/`, 3_000);
    expect([name, result]).toEqual([name, expect.objectContaining({ outcome: "error", ...expected })]);
    expect(receiver.requests).toHaveLength(1);
  }
});

test("a body that breaks off after a 2xx does not undo the delivery", async () => {
  const scripts = [
    (socket: import("node:net").Socket) =>
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", () => socket.resetAndDestroy()),
    (socket: import("node:net").Socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"),
    (socket: import("node:net").Socket) =>
      socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nnonsense"),
  ];
  for (const script of scripts) {
    const receiver = await startReceiver(script);
    expect(await post(createClient(), `http://127.0.0.1:${receiver.port}/`)).toMatchObject({
      outcome: "response",
      status: 200,
      bodyError: "cut_off",
      bodyTruncated: true,
    });
  }
});

test("an early hint before the answer is passed over", async () => {
  const receiver = await startReceiver((socket) =>
    socket.write(`HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n${answer(204)}`),
  );
  expect(await post(createClient(), `http://127.0.0.1:${receiver.port}/`)).toMatchObject({
    outcome: "response",
    status: 204,
    headers: [["Content-Length", "0"]],
  });
});

test("a port that nobody listens on is refused, a name that does not exist is not found", async () => {
  const lookup = (hostname: string) =>
    hostname === "up.example.com"
      ? Promise.resolve(["127.0.0.1", "127.0.0.9"])
      : Promise.reject(
          Object.assign(new Error(hostname), { code: hostname.startsWith("gone") ? "ENOTFOUND" : "EAI_AGAIN" }),
        );
  const client = createClient({ lookup });
  expect(await post(client, "http://up.example.com:1/")).toMatchObject({
    error: "conn_refused",
    step: "tcp",
    nativeCode: "ECONNREFUSED",
  });
  expect(await post(client, "http://gone.example.com/")).toMatchObject({
    error: "dns_not_found",
    step: "dns",
    nativeCode: "ENOTFOUND",
    remoteAddress: null,
  });
  expect(await post(client, "http://flaky.example.com/")).toMatchObject({ error: "dns_temporary", step: "dns" });
});

test("name servers that never answer end at the connect limit, or at the time limit when that is shorter", async () => {
  const lookup = () => new Promise<string[]>(() => undefined);
  const byConnectLimit = await post(createClient({ lookup, connectTimeoutMs: 100 }), "http://slow.example.com/");
  expect(byConnectLimit).toMatchObject({ error: "dns_temporary", step: "dns", nativeCode: "connect_timeout" });
  const byTimeLimit = await post(createClient({ lookup }), "http://slow.example.com/", 100);
  expect(byTimeLimit).toMatchObject({
    error: "dns_temporary",
    step: "dns",
    nativeCode: null,
    phases: { protocol: null, reusedConnection: false },
  });
  expect(byConnectLimit.phases.totalMs + byTimeLimit.phases.totalMs).toBeLessThan(5_000);
});

test("what cannot be sent is a result too, never an exception", async () => {
  const receiver = await startReceiver((socket) => socket.write(answer(200)));
  const client = createClient();
  expect(await post(client, `http://127.0.0.1:${receiver.port}/`, 1_000, { "X-Bad": "a\r\nb" })).toMatchObject({
    outcome: "error",
    error: "internal_error",
  });
  expect(await post(client, "http://user@127.0.0.1/")).toMatchObject({
    error: "blocked_address",
    step: "check",
    nativeCode: "credentials",
  });
  expect(await post(client, "nowhere")).toMatchObject({ error: "blocked_address", nativeCode: "scheme" });
  const hanging = await startReceiver(() => undefined);
  const inFlight = post(client, `http://127.0.0.1:${hanging.port}/`);
  await expect.poll(() => hanging.requests.length).toBe(1);
  client.close();
  expect(await inFlight).toMatchObject({ outcome: "error" });
});
