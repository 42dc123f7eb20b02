import { createServer } from "node:http";
import { epochMs } from "./clock";

/**
 * The receiver of all scenarios, a process of its own. It answers 200 to every POST and remembers each event id with
 * the time between the API call (`sentAtMs`, the first member of `data`) and the arrival here.
 * GET / tells what came since the last DELETE /.
 */
export type ReceiverReport = {
  requests: number;
  distinct: number;
  firstAtMs: number;
  lastAtMs: number;
  latenciesMs: number[];
  cpuMs: number;
  rssBytes: number;
};

const ID_START = '{"id":"'.length;
const ID_LENGTH = "evt_".length + 26;
const HEAD_BYTES = 400;

let seen = new Set<string>();
let latenciesMs: number[] = [];
let requests = 0;
let firstAtMs = 0;
let lastAtMs = 0;

function remember(body: Buffer, atMs: number): void {
  const head = body.toString("latin1", 0, HEAD_BYTES);
  requests += 1;
  firstAtMs ||= atMs;
  lastAtMs = atMs;
  const before = seen.size;
  seen.add(head.slice(ID_START, ID_START + ID_LENGTH));
  const sentAt = /"sentAtMs":([\d.]+)/.exec(head)?.[1];
  if (seen.size > before && sentAt !== undefined) latenciesMs.push(atMs - Number(sentAt));
}

const server = createServer((request, response) => {
  const atMs = epochMs();
  if (request.method === "POST") {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      remember(Buffer.concat(chunks), atMs);
      response.writeHead(200, { "content-length": 2 }).end("ok");
    });
    return;
  }
  if (request.method === "DELETE") {
    seen = new Set();
    latenciesMs = [];
    requests = firstAtMs = lastAtMs = 0;
    response.writeHead(204).end();
    return;
  }
  const { user, system } = process.cpuUsage();
  const report: ReceiverReport = {
    requests,
    distinct: seen.size,
    firstAtMs,
    lastAtMs,
    latenciesMs,
    cpuMs: (user + system) / 1_000,
    rssBytes: process.memoryUsage.rss(),
  };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(report));
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.RECEIVER_PORT), "127.0.0.1", () => process.send?.("ready"));
process.on("disconnect", () => process.exit(0));
