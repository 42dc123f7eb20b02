import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { Webhook } from "standardwebhooks";
import { epochMs } from "../clock";
import type { Answer, Behaviour, ReceivedLine } from "./receiver";

/**
 * The receiver of all experiments, a process of its own, and a customer's in what it knows: it verifies each request with
 * the package `standardwebhooks`, writes down what came, and answers as it is told.
 */
type Endpoint = { verifiers: Webhook[]; behaviour: Behaviour; unanswered: number[]; seen: Map<string, number> };

const endpoints = new Map<string, Endpoint>();
let lines: ReceivedLine[] = [];
let answered = 0;

const OK: Answer = { status: 200 };
const KEEP_ALIVE_MS = 60_000;

process.on("message", (message: Command) => {
  if (message.command === "set") {
    const known = endpoints.get(message.path);
    endpoints.set(message.path, {
      verifiers: message.secrets.map((secret) => new Webhook(secret)),
      behaviour: message.behaviour,
      unanswered: message.unanswered,
      seen: known?.seen ?? new Map<string, number>(),
    });
    process.send?.({ re: message.re });
  } else if (message.command === "read") {
    process.send?.({ re: message.re, lines: lines.slice(message.from) });
  } else if (message.command === "secure") {
    const secure = createSecureServer({ key: message.key, cert: message.cert }, answerRequest);
    secure.keepAliveTimeout = KEEP_ALIVE_MS;
    secure.listen(0, "127.0.0.1", () =>
      process.send?.({ re: message.re, port: (secure.address() as { port: number }).port }),
    );
  } else {
    lines = [];
    for (const endpoint of endpoints.values()) endpoint.seen.clear();
    process.send?.({ re: message.re });
  }
});
process.on("disconnect", () => process.exit(0));

/** What the experiment says to this process; each is answered with its `re`. */
export type Command =
  | { command: "set"; re: number; path: string; secrets: string[]; behaviour: Behaviour; unanswered: number[] }
  | { command: "secure"; re: number; key: string; cert: string }
  | { command: "read"; re: number; from: number }
  | { command: "forget"; re: number };

function isSigned(endpoint: Endpoint, body: Buffer, headers: Record<string, string>): boolean {
  return endpoint.verifiers.some((verifier) => {
    try {
      verifier.verify(body, headers);
      return true;
    } catch {
      return false;
    }
  });
}

function choose(endpoint: Endpoint, id: string, n: number): Answer {
  const { behaviour, seen, unanswered } = endpoint;
  if (unanswered.includes(n)) return { hang: true };
  const before = seen.get(id) ?? 0;
  seen.set(id, before + 1);
  const answer = behaviour[Math.min(before, behaviour.length - 1)] ?? OK;
  if ("hang" in answer || answer.failsOneIn === undefined) return answer;
  answered += 1;
  return answered % answer.failsOneIn === 0 ? { ...answer, status: 500 } : answer;
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const atMs = epochMs();
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const path = request.url ?? "";
  const header = (name: string) => String(request.headers[name] ?? "");
  const id = header("webhook-id");
  const endpoint = endpoints.get(path);
  const n = Number(/"n":(\d+)/.exec(body.toString("latin1", 0, 400))?.[1] ?? -1);
  const answer = endpoint === undefined ? { status: 404 } : choose(endpoint, id, n);
  const line: ReceivedLine = {
    path,
    id,
    atMs,
    timestampSeconds: Number(header("webhook-timestamp")),
    isSigned:
      endpoint !== undefined &&
      isSigned(endpoint, body, {
        "webhook-id": id,
        "webhook-timestamp": header("webhook-timestamp"),
        "webhook-signature": header("webhook-signature"),
      }),
    n,
    attempt: Number(header("x-webhook-attempt")),
    sha256: createHash("sha256").update(body).digest("base64url"),
    status: "hang" in answer ? 0 : answer.status,
  };
  lines.push(line);
  if ("hang" in answer) return;
  const end = () => response.writeHead(answer.status, { ...answer.headers }).end(answer.body ?? "ok");
  if (answer.delayMs === undefined) end();
  else setTimeout(end, answer.delayMs);
}

function answerRequest(request: IncomingMessage, response: ServerResponse): void {
  receive(request, response).catch(() => request.destroy());
}

const server = createServer(answerRequest);
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as { port: number }).port }));
