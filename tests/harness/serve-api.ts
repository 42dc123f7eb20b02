import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { createListener } from "@/web/create-listener";
import type { Api } from "./api";
import { findRoutes, loadRoute, matchRoute } from "./routes";

/** The API behind a socket: the web process's own listener, gate and inboxes, with a table of routes in Next's place. */
export type ServedApi = { url: string; close(): Promise<void> };

const routes = findRoutes();

export async function serveApi({ runtime }: Api): Promise<ServedApi> {
  const { listener, clientError } = createListener({
    receiver: { ...runtime.services, sql: runtime.database.sql },
    trustProxy: runtime.env.TRUST_PROXY,
    nextHandler: answer,
  });
  const server = createServer(listener);
  server.on("clientError", clientError);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? "";
  const target = request.url ?? "";
  const match = matchRoute(routes, target.split("?")[0] ?? "");
  if (match === undefined) throw new Error(`No route for ${target}`);
  const handler = (await loadRoute(match.route))[method];
  if (handler === undefined) throw new Error(`${match.route.path} does not export ${method}`);
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const asked = new Request(new URL(`http://localhost:3001${target}`), {
    method,
    headers,
    signal: gone.signal,
    body: method === "GET" || method === "HEAD" ? null : (Readable.toWeb(request) as ReadableStream),
    ...({ duplex: "half" } as object),
  });
  const answered = await handler(asked, { params: Promise.resolve(match.params) });
  response.writeHead(answered.status, [...answered.headers].flat());
  if (answered.body === null) {
    response.end();
    return;
  }
  const body = Readable.fromWeb(answered.body as Parameters<typeof Readable.fromWeb>[0]);
  response.once("close", () => body.destroy());
  // A reader that goes away ends the stream; that is no failure of the handler.
  body.on("error", () => response.destroy());
  body.pipe(response);
}
