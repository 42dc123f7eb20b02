import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readBody } from "./read-body";

const MAX = 1_000;

function streamOf(chunks: Uint8Array[], onPull: () => void = () => undefined, end: "close" | "error" = "close") {
  const waiting = [...chunks];
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        onPull();
        const chunk = waiting.shift();
        if (chunk !== undefined) controller.enqueue(chunk);
        else if (end === "close") controller.close();
        else controller.error(new Error("aborted"));
      },
    },
    { highWaterMark: 0 },
  );
}

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers, ...({ duplex: "half" } as object) });
const bytes = (length: number) => new Uint8Array(length).fill(97);
const refusalOf = (request: Request) =>
  readBody(request, MAX).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a body", () => {
  it("of exactly the limit is read, one byte more is refused", async () => {
    expect((await readBody(post(bytes(MAX)), MAX)).length).toBe(MAX);
    expect(await refusalOf(post(bytes(MAX + 1)))).toMatchObject({ code: "payload_too_large" });
  });

  it("in chunks is counted while it comes, and not read past the limit", async () => {
    let pulls = 0;
    const endless = streamOf(Array(1_000).fill(bytes(100)), () => (pulls += 1));
    expect(await refusalOf(post(endless))).toMatchObject({ code: "payload_too_large" });
    expect(pulls).toBeLessThan(15);
  });

  it("whose Content-Length lies either way is refused, never cut and taken", async () => {
    for (const length of ["5", "7", "0"])
      expect(await refusalOf(post(streamOf([bytes(6)]), { "Content-Length": length }))).toMatchObject({
        code: "bad_request",
      });
    for (const length of ["-1", "abc", "1e3", "99999999999999999999"])
      expect(await refusalOf(post(streamOf([bytes(6)]), { "Content-Length": length }))).toMatchObject({
        code: "bad_request",
      });
    expect(await readBody(post(streamOf([bytes(6)]), { "Content-Length": "6" }), MAX)).toBe("aaaaaa");
  });

  it("with a Content-Length over the limit is refused before it is read", async () => {
    let pulls = 0;
    const request = post(
      streamOf([bytes(6)], () => (pulls += 1)),
      { "Content-Length": String(MAX + 1) },
    );
    expect(await refusalOf(request)).toMatchObject({ code: "payload_too_large" });
    expect(pulls).toBe(0);
  });

  it("that breaks off is refused", async () => {
    expect(await refusalOf(post(streamOf([bytes(6)], undefined, "error")))).toMatchObject({ code: "bad_request" });
  });

  it("that is no UTF-8 is refused; characters cut by chunks are not", async () => {
    expect(await refusalOf(post(new Uint8Array([0x22, 0xc3, 0x28, 0x22])))).toMatchObject({ code: "bad_request" });
    expect(await refusalOf(post(new Uint8Array([0xed, 0xa0, 0x80])))).toMatchObject({ code: "bad_request" });
    const envelope = new TextEncoder().encode("✉️");
    expect(await readBody(post(streamOf([envelope.slice(0, 1), envelope.slice(1)])), MAX)).toBe("✉️");
  });
});

describe("a body straight from a socket", () => {
  const readFrom = (body: Readable) => readBody({ headers: new Headers(), body }, MAX);

  it("is read to its end, in whatever pieces it comes", async () => {
    const text = "é".repeat(MAX / 2);
    expect(await readFrom(Readable.from([Buffer.from(text)]))).toBe(text);
    const pieces = [...Buffer.from(text)].map((byte) => Buffer.from([byte]));
    expect(await readFrom(Readable.from(pieces))).toBe(text);
    expect(await readFrom(Readable.from([]))).toBe("");
  });

  it("is refused beyond the limit, and then neither read on nor closed", async () => {
    let read = 0;
    const body = new Readable({ highWaterMark: 100, read: () => void body.push(Buffer.alloc(100, 97)) });
    body.on("data", () => (read += 1));
    await expect(readFrom(body)).rejects.toMatchObject({ code: "payload_too_large" });
    expect(body.isPaused()).toBe(true);
    expect(body.destroyed).toBe(false);
    expect(read).toBeLessThan(20);
  });

  it("that is cut is no body", async () => {
    const body = new Readable({ read: () => undefined });
    body.push(Buffer.from("a"));
    setImmediate(() => body.destroy());
    await expect(readFrom(body)).rejects.toMatchObject({ code: "bad_request" });
  });
});
