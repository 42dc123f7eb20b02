import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EVERY_WORKSPACE, type RealtimeMessage, type Reset } from "./messages";
import { parseTopics } from "./sse";
import { createEventStreams, type StreamRequest } from "./streams";
import type { Listener, Subscriber } from "./subscribe";

/** A subscriber that hears what a test says. */
function createSource() {
  const listeners = new Map<string, Set<Listener>>();
  const subscriber: Subscriber = {
    listen(workspaceId, listener) {
      const some = listeners.get(workspaceId) ?? new Set();
      listeners.set(workspaceId, some.add(listener));
      return () => void some.delete(listener);
    },
    close: async () => undefined,
  };
  const tell = (workspaceId: string, message: RealtimeMessage | Reset) => {
    for (const [id, some] of listeners)
      if (id === workspaceId || workspaceId === EVERY_WORKSPACE) for (const hear of some) hear(message, workspaceId);
  };
  const listening = () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0);
  return { subscriber, tell, listening };
}

const updated = (webhookId: string): RealtimeMessage => ({ type: "webhook.updated", webhookId });
const request = (more: Partial<StreamRequest> = {}): StreamRequest => ({
  workspaceId: "ws_1",
  topics: parseTopics(null),
  lastEventId: null,
  ...more,
});

/** Reads a stream as a browser does. */
function readStream(stream: ReadableStream<Uint8Array>) {
  const reader = stream.getReader();
  const read = async () => {
    const { value } = await reader.read();
    return value === undefined ? "(end)" : Buffer.from(value).toString();
  };
  return { read, cancel: () => reader.cancel() };
}

const idOf = (text: string) => /^id: (.*)$/m.exec(text)?.[1] ?? "";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("a stream says where it starts, then what its workspace is told, and nothing of others or internal", async () => {
  const { subscriber, tell } = createSource();
  const stream = readStream(createEventStreams({ subscriber }).open(request()));
  expect(await stream.read()).toMatch(/^retry: \d+\nid: \S+-\d+\n\n$/);
  tell("ws_2", updated("wh_other"));
  tell("ws_1", { type: "api-key.changed", apiKeyId: "key_1" });
  tell("ws_1", updated("wh_1"));
  tell("ws_1", updated("wh_2"));
  const [first, second] = [await stream.read(), await stream.read()];
  expect(first).toContain('data: {"type":"webhook.updated","webhookId":"wh_1"}\n\n');
  expect(second).toContain("wh_2");
  expect(Number(idOf(second).split("-")[1])).toBeGreaterThan(Number(idOf(first).split("-")[1]));
});

test("a browser that comes back within two minutes gets exactly what it missed", async () => {
  const { subscriber, tell } = createSource();
  const streams = createEventStreams({ subscriber });
  const before = readStream(streams.open(request()));
  await before.read();
  tell("ws_1", updated("wh_seen"));
  const lastEventId = idOf(await before.read());
  await before.cancel();
  tell("ws_1", updated("wh_missed"));
  vi.advanceTimersByTime(119_000);
  const after = readStream(streams.open(request({ lastEventId })));
  expect(idOf(await after.read())).toBe(lastEventId);
  expect(await after.read()).toContain("wh_missed");
  tell("ws_1", updated("wh_new"));
  expect(await after.read()).toContain("wh_new");
});

test("a browser that comes back too late, from another process, or with nonsense is told to read again", async () => {
  const { subscriber, tell, listening } = createSource();
  const streams = createEventStreams({ subscriber });
  const before = readStream(streams.open(request()));
  const old = idOf(await before.read());
  await before.cancel();
  vi.advanceTimersByTime(121_000);
  expect(listening()).toBe(0);
  tell("ws_1", updated("wh_missed"));
  const elsewhere = idOf(await readStream(createEventStreams({ subscriber }).open(request())).read());
  for (const lastEventId of [old, elsewhere, "", "x", `${old}9`, "__proto__-1"]) {
    const stream = readStream(streams.open(request({ lastEventId })));
    const hello = idOf(await stream.read());
    const reset = await stream.read();
    expect(reset).toContain('event: reset\ndata: {"type":"reset"}\n\n');
    expect(idOf(reset)).not.toBe(hello);
    await stream.cancel();
  }
});

test("when the connection behind it broke, every stream is told to read again", async () => {
  const { subscriber, tell } = createSource();
  const stream = readStream(createEventStreams({ subscriber }).open(request({ topics: parseTopics("delivery") })));
  await stream.read();
  tell(EVERY_WORKSPACE, { type: "reset" });
  expect(await stream.read()).toContain("event: reset");
});

test("a silent stream shows a sign of life every 15 s", async () => {
  const stream = readStream(createEventStreams({ subscriber: createSource().subscriber }).open(request()));
  await stream.read();
  vi.advanceTimersByTime(15_000);
  expect(await stream.read()).toMatch(/^: .*\n\n$/);
});

test("however a stream ends, nothing of it is left behind", async () => {
  const { subscriber, listening } = createSource();
  const streams = createEventStreams({ subscriber });
  const onEnd = vi.fn<() => void>();
  const timersBefore = vi.getTimerCount();

  const cancelled = readStream(streams.open(request({ onEnd })));
  await cancelled.cancel();
  const stop = new AbortController();
  const stopped = readStream(streams.open(request({ onEnd, signal: stop.signal })));
  await stopped.read();
  stop.abort();
  expect(await stopped.read()).toBe("(end)");
  const never = readStream(streams.open(request({ onEnd, signal: AbortSignal.abort() })));
  expect(await never.read()).toBe("(end)");

  expect(onEnd).toHaveBeenCalledTimes(3);
  vi.advanceTimersByTime(121_000);
  expect(listening()).toBe(0);
  expect(vi.getTimerCount()).toBe(timersBefore);
});

test("a reader that does not keep up costs no memory, and is told to read again once it does", async () => {
  const { subscriber, tell } = createSource();
  const source = createEventStreams({ subscriber }).open(request());
  const name = "x".repeat(1_000);
  for (let i = 0; i < 10_000; i++) tell("ws_1", updated(name));
  const reader = source.getReader();
  let bytes = 0;
  let text = "";
  while (!text.includes("event: reset")) {
    const { value = new Uint8Array() } = await reader.read();
    bytes += value.byteLength;
    text = Buffer.from(value).toString();
  }
  expect(bytes).toBeLessThan(300 * 1024);
  tell("ws_1", updated("wh_after"));
  expect(Buffer.from((await reader.read()).value ?? []).toString()).toContain("wh_after");
});
