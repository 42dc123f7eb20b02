import { createHash } from "node:crypto";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Api, startApi } from "@/tests/harness/api";
import { type HttpReceiver, startHttpReceiver } from "@/tests/harness/http-receiver";
import { type ServedApi, serveApi } from "@/tests/harness/serve-api";
import { startWorker, type Worker } from "@/worker/runtime";

const MIB = 1_048_576;

let api: Api;
let served: ServedApi;
let receiver: HttpReceiver;
let worker: Worker;

beforeAll(async () => {
  api = await startApi({ WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8", API_RATE_LIMIT: "100000" });
  served = await serveApi(api);
  receiver = await startHttpReceiver();
  worker = await startWorker(api.runtime, () => {
    throw new Error("The worker is stuck.");
  });
  await api.call("POST", "/api/event-types", { body: { name: "raw.bytes" } });
  const webhook = { name: "Raw", url: `${receiver.url}/raw`, events: ["raw.bytes"], rateLimit: 10_000 };
  await api.call("POST", "/api/webhooks", { body: webhook });
});
afterAll(async () => {
  await worker.close();
  await receiver.close();
  await served.close();
  await api.close();
});
beforeEach(() => void receiver.requests.splice(0));

type Lines = string[];

/** Writes bytes to a socket and, unless it stays open, ends it. @returns the first status and body that come back; 0 for none. */
function exchange(
  head: Lines,
  body: string | Buffer,
  options: { end?: boolean } = {},
): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(served.url);
  const lines = [...head, "Host: localhost", `Authorization: Bearer ${api.tenant.key}`, "Connection: close", "", ""];
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => {
      socket.write(lines.join("\r\n"));
      socket.write(body);
      if (options.end === true) socket.end();
    });
    socket.on("data", (chunk) => chunks.push(chunk));
    // A server that refuses a body may cut the rest of it off.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      const text = Buffer.concat(chunks).toString();
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0),
        body: text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1),
      });
    });
  });
}

const head = (path: string, ...more: Lines) => [`POST ${path} HTTP/1.1`, "Content-Type: application/json", ...more];
const lengthOf = (body: string | Buffer) => `Content-Length: ${Buffer.byteLength(body)}`;
const post = (body: string | Buffer, path = "/api/events") => exchange(head(path, lengthOf(body)), body);
const eventOf = (data: string) => `{"type":"raw.bytes","data":${data}}`;
const sha256 = (text: string | Buffer) => createHash("sha256").update(text).digest("hex");

async function rows(): Promise<string> {
  const [row] = await api.runtime.database.sql(
    "SELECT (SELECT count(*) FROM events) || '/' || (SELECT count(*) FROM deliveries) AS count",
  );
  return String(row?.count);
}

/** The part of a delivered body that its sender wrote. */
function dataOf(body: Buffer): Buffer {
  const mark = Buffer.from(',"data":');
  return body.subarray(body.indexOf(mark) + mark.length, body.length - 1);
}

/** Asserts that these data arrived, and are shown, byte for byte. */
async function expectArrived(written: string[]): Promise<void> {
  const requests = await receiver.waitForRequests(written.length, { path: "/raw", timeoutMs: 30_000 });
  const arrived = requests.map(({ body }) => sha256(dataOf(body)));
  expect(arrived.toSorted()).toEqual(written.map(sha256).toSorted());
  for (const { body, headers } of requests) {
    const shown = await api.call("GET", `/api/events/${headers["webhook-id"]}`);
    expect(sha256(String(shown.body.body))).toBe(sha256(body));
  }
}

const big = (bytes: number) => `"${"x".repeat(bytes - Buffer.byteLength(eventOf('""')))}"`;

const SHAPES: [string, string][] = [
  ["20-digit integers", '{"id":12345678901234567890,"low":-98765432109876543210}'],
  ["numbers beyond a double", "[1e400,-1e400,1E-400,0.1e1,1.0,-0,100000000000000000000000.5]"],
  ["keys out of order", '{"z":1,"a":2,"10":3,"9":4}'],
  ["keys that are there twice", '{"a":1,"a":2,"b":{"c":1,"c":[]}}'],
  ["keys of prototypes", '{"__proto__":{"admin":true},"constructor":{"prototype":1},"toString":0,"toJSON":1}'],
  ["U+0000", '{"\\u0000":"\\u0000"}'],
  ["lone surrogates", '["\\ud800","\\udfff\\ud800","\\uD83D"]'],
  ["escapes that need none", '"\\u0061\\/\\b\\f\\n\\r\\t\\"\\\\"'],
  ["text that mirrors and joins", '"\u202e\u2066\u200d\u{1f468}\u200d\u{1f469} e\u0301 \ufeff"'],
  ["line ends of JavaScript", '"\u2028\u2029"'],
  ["white space", '{\r\n\t "a" :\t[ ] ,\n"b": { }  }'],
  ["its own frame", '{"id":"evt_1","data":{"data":"}"},"type":"x"}'],
  ["an empty key", '{"":{"":null}}'],
  ["195 levels", `${"[".repeat(195)}${"]".repeat(195)}`],
  ["a bare string", '""'],
  ["a bare number", "-0"],
  ["null", "null"],
  ["false", "false"],
];

describe("hostile JSON, sent as bytes and delivered by a worker", () => {
  it.each(SHAPES)("%s: arrives byte for byte, and is shown so", async (_what, data) => {
    expect((await post(eventOf(data))).status).toBe(202);
    await expectArrived([data]);
  });

  it("all of it in one batch arrives byte for byte", async () => {
    const batch = `{"events":[${SHAPES.map(([, data]) => eventOf(` ${data}\n`)).join(" ,\n")}]}`;
    expect((await post(batch, "/api/events/batch")).status).toBe(202);
    await expectArrived(SHAPES.map(([, data]) => data));
  });

  it("of two members with one name the last counts, in the frame as in the data", async () => {
    expect((await post('{"data":1,"type":"nope","data":{"n":2},"type":"raw.bytes"}')).status).toBe(202);
    expect((await post('{"data":1,"type":"raw.bytes","d\\u0061ta":{"n":3}}')).status).toBe(202);
    await expectArrived(['{"n":2}', '{"n":3}']);
  });

  it("1 MiB less a byte and 1 MiB arrive whole; a byte more is a 413 that leaves nothing", async () => {
    for (const bytes of [MIB - 1, MIB]) expect((await post(eventOf(big(bytes)))).status).toBe(202);
    await expectArrived([big(MIB - 1), big(MIB)]);
    const before = await rows();
    expect((await post(eventOf(big(MIB + 1)))).status).toBe(413);
    const chunked = eventOf(big(MIB + 1));
    const framed = `${chunked.length.toString(16)}\r\n${chunked}\r\n0\r\n\r\n`;
    expect((await exchange(head("/api/events", "Transfer-Encoding: chunked"), framed)).status).toBe(413);
    expect(await rows()).toBe(before);
  });

  it("a body in chunks of a byte, in the middle of characters, arrives whole", async () => {
    const data = '{"é":"\u{1f4a9}","n":12345678901234567890}';
    const chunks = [...Buffer.from(eventOf(data))].map((byte) =>
      Buffer.concat([Buffer.from("1\r\n"), Buffer.from([byte]), Buffer.from("\r\n")]),
    );
    const framed = Buffer.concat([...chunks, Buffer.from("0\r\n\r\n")]);
    expect((await exchange(head("/api/events", "Transfer-Encoding: chunked"), framed)).status).toBe(202);
    await expectArrived([data]);
  });
});

const whole = eventOf('{"n":1}');
const bytesOf = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))));
const REFUSED: [string, Lines, string | Buffer, number[]][] = [
  ["a Content-Length that is too small", [`Content-Length: ${whole.length - 2}`], whole, [400]],
  ["a Content-Length that is too large, and then the end", [`Content-Length: ${whole.length + 5}`], whole, [0, 400]],
  ["a Content-Length twice, with two values", [lengthOf(whole), `Content-Length: ${whole.length - 1}`], whole, [400]],
  ["a Content-Length that is a list", [`Content-Length: ${whole.length}, ${whole.length}`], whole, [400]],
  ["a Content-Length below nought", ["Content-Length: -1"], whole, [400]],
  ["a Content-Length in hexadecimal", ["Content-Length: 0x20"], whole, [400]],
  ["a Content-Length beyond any number", [`Content-Length: ${"9".repeat(30)}`], whole, [400, 413]],
  ["a Content-Length and chunks", [lengthOf(whole), "Transfer-Encoding: chunked"], whole, [400]],
  ["chunks of a size that is none", ["Transfer-Encoding: chunked"], `zz\r\n${whole}\r\n0\r\n\r\n`, [400]],
  [
    "chunks that end before the last",
    ["Transfer-Encoding: chunked"],
    `${whole.length.toString(16)}\r\n${whole}\r\n`,
    [0, 400],
  ],
  [
    "a chunk that is cut in the middle",
    ["Transfer-Encoding: chunked"],
    `${whole.length.toString(16)}\r\n${whole.slice(0, 9)}`,
    [0, 400],
  ],
  ["a body that is cut in the middle", [lengthOf(whole)], whole.slice(0, 20), [0, 400]],
  ["a transfer coding that is none", ["Transfer-Encoding: gzip, chunked"], whole, [400, 501]],
  ["no body at all", ["Content-Length: 0"], "", [400]],
];
const UNREADABLE: [string, string | Buffer, number, Lines?][] = [
  ["a byte that is no UTF-8", bytesOf(eventOf('"').slice(0, -1), [0xff], '"}'), 400],
  ["a character in too many bytes", bytesOf(eventOf('"').slice(0, -1), [0xc0, 0xaf], '"}'), 400],
  ["a surrogate in UTF-8", bytesOf(eventOf('"').slice(0, -1), [0xed, 0xa0, 0x80], '"}'), 400],
  ["half a character at the end", bytesOf(whole, [0xf0, 0x9f]), 400],
  ["UTF-16", Buffer.from(whole, "utf16le"), 400],
  ["gzip", gzipSync(whole), 415, ["Content-Encoding: gzip"]],
  ["gzip that nobody declared", gzipSync(whole), 400],
  ["raw U+0000", `${whole}\0`, 400],
  ["a raw line end in a string", eventOf('"a\nb"'), 400],
  ["two values", `${whole}${whole}`, 400],
  ["a comma too many", eventOf("[1,]"), 400],
  ["NaN", eventOf("NaN"), 400],
  ["a comment", eventOf("/* 1 */ 1"), 400],
  ["a number with a nought in front", eventOf("01"), 400],
  ["201 levels", eventOf(`${"[".repeat(201)}${"]".repeat(201)}`), 400],
  ["no data", '{"type":"raw.bytes"}', 422],
  ["the data of a prototype", '{"type":"raw.bytes","__proto__":{"data":1}}', 422],
];

describe("a body that is not what it says, or not JSON", () => {
  it.each(REFUSED)("%s: is refused, and leaves nothing", async (_what, lines, body, statuses) => {
    const before = await rows();
    const answer = await exchange(head("/api/events", ...lines), body, { end: true });
    expect(statuses).toContain(answer.status);
    if (answer.status !== 0) expect(JSON.parse(answer.body)).toMatchObject({ status: answer.status });
    expect(await rows()).toBe(before);
    expect(receiver.requests).toEqual([]);
  });

  it.each(UNREADABLE)("%s: is refused with the reason, and leaves nothing", async (_what, body, status, lines = []) => {
    const before = await rows();
    for (const path of ["/api/events", "/api/events/batch"]) {
      const answer = await exchange(head(path, lengthOf(body), ...lines), body);
      expect([answer.status, JSON.parse(answer.body)]).toEqual([
        status,
        expect.objectContaining({ status, code: expect.any(String), detail: expect.stringMatching(/.{10}/) }),
      ]);
    }
    expect(await rows()).toBe(before);
  });

  it("headers of more than 16 KiB, and a line that is no request, are problems too", async () => {
    const long = await exchange([...head("/api/events", lengthOf(whole)), `X-Long: ${"x".repeat(20_000)}`], whole);
    expect([long.status, JSON.parse(long.body)]).toEqual([431, expect.objectContaining({ status: 431 })]);
    const none = await exchange(["posthorn, please"], "");
    expect([none.status, JSON.parse(none.body)]).toEqual([400, expect.objectContaining({ status: 400 })]);
  });

  it("a byte order mark is a clear refusal or no part of what is delivered", async () => {
    const answer = await post(`\ufeff${whole}`);
    expect([202, 400]).toContain(answer.status);
    if (answer.status === 202) await expectArrived(['{"n":1}']);
  });

  it("one bad event of a batch refuses all of it", async () => {
    const before = await rows();
    const batch = `{"events":[${eventOf("1")},{"type":"raw.bytes"},${eventOf("3")}]}`;
    expect((await post(batch, "/api/events/batch")).status).toBe(422);
    expect(await rows()).toBe(before);
  });
});
