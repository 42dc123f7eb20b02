import { expect, onTestFinished, test } from "vitest";
import { createAddressPolicy } from "./address";
import type { AttemptResult } from "./attempt-result";
import { createEgressClient, type EgressClient, type EgressClientOptions } from "./client";
import { answer, startReceiver } from "./testing/scripted-receiver";

function createClient(options: Partial<EgressClientOptions> = {}): EgressClient {
  const client = createEgressClient({
    policy: createAddressPolicy(["127.0.0.0/8"]),
    lookup: () => Promise.resolve(["127.0.0.1"]),
    ...options,
  });
  onTestFinished(() => client.close());
  return client;
}

function post(client: EgressClient, url: string, timeoutMs = 10_000): Promise<AttemptResult> {
  return client.send({ url, headers: {}, body: Buffer.from("{}"), timeoutMs });
}

test("a connection is kept and used again, and its attempts say so", async () => {
  const receiver = await startReceiver((socket) => socket.write(answer(200, "ok")));
  const client = createClient();
  const url = `http://hooks.example.com:${receiver.port}/`;
  const first = await post(client, url);
  const second = await post(client, url);
  expect(first.phases).toMatchObject({
    reusedConnection: false,
    dnsMs: expect.any(Number),
    tcpMs: expect.any(Number),
    tlsMs: null,
    protocol: "HTTP/1.1",
  });
  expect(second).toMatchObject({
    remoteAddress: "127.0.0.1",
    phases: {
      reusedConnection: true,
      dnsMs: null,
      tcpMs: null,
      ttfbMs: expect.any(Number),
      downloadMs: expect.any(Number),
    },
  });
  expect(receiver.connectionCount()).toBe(1);
});

test("the phases of an attempt add up to no more than its total", async () => {
  const receiver = await startReceiver((socket) => setTimeout(() => socket.write(answer(200, "ok")), 50));
  const { phases } = await post(createClient(), `http://hooks.example.com:${receiver.port}/`);
  const { dnsMs, tcpMs, tlsMs, ttfbMs, downloadMs, totalMs } = phases;
  expect(ttfbMs).toBeGreaterThanOrEqual(45);
  expect([dnsMs, tcpMs, tlsMs, ttfbMs, downloadMs].reduce<number>((sum, ms) => sum + (ms ?? 0), 0)).toBeLessThanOrEqual(
    totalMs,
  );
});

test("hanging requests do not hold up another request to the same origin", async () => {
  const receiver = await startReceiver((socket, text) => {
    if (text.startsWith("POST /healthy")) socket.write(answer(200));
  });
  const client = createClient({ idlePerOriginMax: 2 });
  const url = `http://hooks.example.com:${receiver.port}`;
  const hanging = Array.from({ length: 30 }, () => post(client, `${url}/hanging`, 2_000));
  expect(await post(client, `${url}/healthy`, 1_500)).toMatchObject({ status: 200 });
  expect((await Promise.all(hanging)).map((result) => result.outcome === "error" && result.error)).toEqual(
    hanging.map(() => "headers_timeout"),
  );
});

test("no more idle connections are kept than allowed, for an origin and altogether", async () => {
  const receivers = await Promise.all([1, 2, 3].map(() => startReceiver((socket) => socket.write(answer(200)))));
  const openCounts = () => receivers.map((receiver) => receiver.openCount());
  const client = createClient({ idlePerOriginMax: 2, idleMax: 4, keepAliveMs: 60_000 });
  for (const receiver of receivers) {
    await Promise.all(Array.from({ length: 5 }, () => post(client, `http://hooks.example.com:${receiver.port}/`)));
  }
  // The first origin was idle longest, so its connections made room.
  await expect.poll(openCounts).toEqual([0, 2, 2]);
});

test("an idle connection is closed after its time, and sooner when the receiver hints so", async () => {
  const silent = await startReceiver((socket) => socket.write(answer(200)));
  const hinting = await startReceiver((socket) => socket.write(answer(200, "", ["Keep-Alive: timeout=3"])));
  const client = createClient({ keepAliveMs: 100, keepAliveMsMax: 150 });
  const slow = createClient({ keepAliveMs: 60_000, keepAliveMsMax: 150 });
  await post(client, `http://hooks.example.com:${silent.port}/`);
  await post(slow, `http://hooks.example.com:${hinting.port}/`);
  await expect.poll(() => silent.openCount() + hinting.openCount(), { timeout: 5_000 }).toBe(0);
});

test("a receiver that closes after each answer is served on a new connection each time", async () => {
  const announced = await startReceiver((socket) => socket.end(answer(200, "", ["Connection: close"])));
  const unannounced = await startReceiver((socket) => socket.end(answer(200)));
  const client = createClient();
  for (const receiver of [announced, unannounced]) {
    for (let count = 0; count < 10; count += 1) {
      expect(await post(client, `http://hooks.example.com:${receiver.port}/`)).toMatchObject({
        status: 200,
        phases: { reusedConnection: false },
      });
      await expect.poll(receiver.openCount, { interval: 2 }).toBe(0);
    }
    expect(receiver.connectionCount()).toBe(10);
  }
});

test("a kept connection that dies under a request is reported, not silently sent again", async () => {
  const receiver = await startReceiver((socket, _text, requestNumber) => {
    if (requestNumber === 1) socket.write(answer(200));
    else socket.resetAndDestroy();
  });
  const client = createClient();
  const url = `http://hooks.example.com:${receiver.port}/`;
  await post(client, url);
  expect(await post(client, url)).toMatchObject({
    outcome: "error",
    error: "conn_reset",
    step: "request",
    phases: { reusedConnection: true },
  });
  expect(receiver.requests).toHaveLength(2);
});

test("closing the client leaves no socket open", async () => {
  const receiver = await startReceiver((socket) => socket.write(answer(200)));
  const client = createClient();
  await Promise.all([1, 2, 3].map(() => post(client, `http://hooks.example.com:${receiver.port}/`)));
  client.close();
  await expect.poll(receiver.openCount).toBe(0);
});
