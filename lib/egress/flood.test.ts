import type { Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createAddressPolicy } from "./address";
import { createEgressClient } from "./client";
import { issueCertificate } from "./testing/certificates";
import { startReceiver } from "./testing/scripted-receiver";

const TIME_LIMIT_MS = 10_000;
const BLOCK_BYTES = 64 * 1024;

/** Writes as fast as it is taken, for ever. */
const flood = (start: string, text: string) => (socket: Socket) => {
  const block = Buffer.from(text.repeat(Math.ceil(BLOCK_BYTES / text.length)));
  const pour = () => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on("drain", pour);
  socket.write(start);
  pour();
};

const CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const FLOODS = [
  ["early hints", "", "HTTP/1.1 103 Early Hints\r\n\r\n", { error: "bad_http" }],
  ["blank lines before the answer", "", "\r\n", { error: "bad_http" }],
  ["the extension of a chunk", `${CHUNKED}1;`, "x", { status: 200, bodyError: "too_large", bodyTruncated: true }],
] as const;

test.each(FLOODS)(
  "%s without end are cut off long before the time limit",
  async (_what, start, text, expected) => {
    const certificate = issueCertificate({ commonName: "127.0.0.1", altNames: ["127.0.0.1"] });
    for (const tls of [undefined, [certificate]]) {
      const receiver = await startReceiver(flood(start, text), { tls });
      const client = createEgressClient({
        policy: createAddressPolicy(["127.0.0.0/8"]),
        trustedCertificates: [certificate.certificate],
      });
      onTestFinished(() => client.close());
      const url = `${tls === undefined ? "http" : "https"}://127.0.0.1:${receiver.port}/`;
      const result = await client.send({ url, headers: {}, body: Buffer.from("{}"), timeoutMs: TIME_LIMIT_MS });
      expect(result).toMatchObject(expected);
      expect(result.phases.totalMs).toBeLessThan(TIME_LIMIT_MS / 2);
      await expect.poll(receiver.openCount).toBe(0);
    }
  },
  60_000,
);
