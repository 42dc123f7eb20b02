import { createServer, type ServerResponse } from "node:http";
import { epochMs } from "@/rig/clock";

/**
 * The receiver of all scenarios, a process of its own. It answers 200 to every POST and remembers, by path and event id,
 * the time between the API call (`sentAtMs`, the first member of `data`) and the arrival here. `/hang` never answers and
 * `/down` answers 500; of those it remembers nothing. `/slow` takes RECEIVER_SLOW_MS. GET / tells what came since the last DELETE /.
 */
export type ReceiverReport = {
  requests: number;
  distinct: number;
  latenciesMs: number[];
};

const ID_START = '{"id":"'.length;
const ID_LENGTH = "evt_".length + 26;
const HEAD_BYTES = 400;
const SLOW_MS = Number(process.env.RECEIVER_SLOW_MS);

let seen = new Set<string>();
let latenciesMs: number[] = [];
let requests = 0;

function remember(path: string, body: Buffer, atMs: number): void {
  const head = body.toString("latin1", 0, HEAD_BYTES);
  requests += 1;
  const before = seen.size;
  seen.add(`${path} ${head.slice(ID_START, ID_START + ID_LENGTH)}`);
  const sentAt = /"sentAtMs":([\d.]+)/.exec(head)?.[1];
  if (seen.size > before && sentAt !== undefined) latenciesMs.push(atMs - Number(sentAt));
}

function answer(path: string, body: Buffer, atMs: number, response: ServerResponse): void {
  if (path.startsWith("/hang")) return;
  if (path.startsWith("/down")) {
    response.writeHead(500, { "content-length": 4 }).end("down");
    return;
  }
  remember(path, body, atMs);
  const accept = () => void response.writeHead(200, { "content-length": 2 }).end("ok");
  if (path.startsWith("/slow")) setTimeout(accept, SLOW_MS);
  else accept();
}

const server = createServer((request, response) => {
  const atMs = epochMs();
  if (request.method === "POST") {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request.url ?? "/", Buffer.concat(chunks), atMs, response));
    return;
  }
  if (request.method === "DELETE") {
    seen = new Set();
    latenciesMs = [];
    requests = 0;
    response.writeHead(204).end();
    return;
  }
  const report: ReceiverReport = { requests, distinct: seen.size, latenciesMs };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(report));
});
server.keepAliveTimeout = 60_000;
server.listen(Number(process.env.RECEIVER_PORT), "127.0.0.1", () => process.send?.("ready"));
process.on("disconnect", () => process.exit(0));
