import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How the receiver treats one request: an answer, silence for ever, or a connection cut after reading. */
export type ReceiverStep =
  | { status: number; headers?: Record<string, string>; body?: string | Buffer; delayMs?: number }
  | { hang: true }
  | { drop: true };

export type ReceivedRequest = {
  method: string;
  path: string;
  headers: Record<string, string>;
  /** Exactly the bytes that came. */
  body: Buffer;
  receivedAtMs: number;
};

/** A scripted receiver on loopback. Paths keep apart the scripts and requests of several webhooks. */
export type HttpReceiver = {
  /** Without a trailing slash: append a path. */
  url: string;
  /** Every request in order of arrival, whatever became of it. */
  requests: ReceivedRequest[];
  requestsTo: (path: string) => ReceivedRequest[];
  /** The steps for the next requests to a path; the last one serves all that follow. Unscripted paths answer 200. */
  script: (path: string, ...steps: ReceiverStep[]) => void;
  /** Resolves with the requests to `path` (all paths without one) once there are `count`, rejects after the time. */
  waitForRequests: (count: number, options?: { path?: string; timeoutMs?: number }) => Promise<ReceivedRequest[]>;
  close: () => Promise<void>;
};

const OK: ReceiverStep = { status: 200, body: "ok" };

export async function startHttpReceiver(): Promise<HttpReceiver> {
  const requests: ReceivedRequest[] = [];
  const scripts = new Map<string, ReceiverStep[]>();
  const server = createServer((request, response) => {
    void receive(request).then(
      (received) => {
        requests.push(received);
        return act(nextStep(scripts, received.path), request, response);
      },
      // The sender went away in the middle of its body: nothing was received.
      () => request.destroy(),
    );
  });
  const port = await listen(server);
  const requestsTo = (path?: string) => requests.filter((request) => path === undefined || request.path === path);
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    requestsTo,
    script: (path, ...steps) => scripts.set(path, steps),
    waitForRequests: async (count, { path, timeoutMs = 15_000 } = {}) => {
      const deadlineMs = Date.now() + timeoutMs;
      while (requestsTo(path).length < count) {
        if (Date.now() > deadlineMs) {
          throw new Error(`${requestsTo(path).length} of ${count} requests after ${timeoutMs} ms`);
        }
        await sleep(10);
      }
      return requestsTo(path);
    },
    close: () => close(server),
  };
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const receivedAtMs = Date.now();
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? "",
    path: request.url ?? "",
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks),
    receivedAtMs,
  };
}

function nextStep(scripts: Map<string, ReceiverStep[]>, path: string): ReceiverStep {
  const steps = scripts.get(path) ?? [];
  return (steps.length > 1 ? steps.shift() : steps[0]) ?? OK;
}

async function act(step: ReceiverStep, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if ("hang" in step) return;
  if ("drop" in step) {
    request.socket.destroy();
    return;
  }
  if (step.delayMs !== undefined) await sleep(step.delayMs);
  response.writeHead(step.status, step.headers).end(step.body);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
