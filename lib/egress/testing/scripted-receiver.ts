import { once } from "node:events";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { onTestFinished } from "vitest";
import type { IssuedCertificate } from "./certificates";

/** Called for each complete request; `text` is the request as it came over the wire. */
export type RequestScript = (socket: Socket, text: string, requestNumber: number) => void;

export type ScriptedReceiver = {
  port: number;
  /** How many connections were accepted: a forbidden receiver must stay at 0. */
  connectionCount: () => number;
  openCount: () => number;
  requests: string[];
};

/** A receiver below HTTP, so that it can be as broken as a script says. Listens on loopback until the test is over. */
export async function startReceiver(
  script: RequestScript,
  options: { tls?: IssuedCertificate[]; host?: string } = {},
): Promise<ScriptedReceiver> {
  const open = new Set<Socket>();
  const requests: string[] = [];
  let connectionCount = 0;

  const onConnection = (socket: Socket) => {
    let pending = "";
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      pending += chunk.toString("latin1");
      for (let request = takeRequest(pending); request !== null; request = takeRequest(pending)) {
        pending = pending.slice(request.length);
        requests.push(request);
        script(socket, request, requests.length);
      }
    });
  };

  const [leaf, ...chain] = options.tls ?? [];
  const server: Server =
    leaf === undefined
      ? createTcpServer(onConnection)
      : createTlsServer(
          { key: leaf.key, cert: [leaf, ...chain].map((one) => one.certificate).join("") },
          onConnection,
        ).on("tlsClientError", () => undefined);
  server.on("connection", (socket: Socket) => {
    connectionCount += 1;
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => undefined);
  });
  server.listen(0, options.host ?? "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of open) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { port, connectionCount: () => connectionCount, openCount: () => open.size, requests };
}

export function answer(status: number, body = "", headers: string[] = []): string {
  return [`HTTP/1.1 ${status} Status`, `Content-Length: ${Buffer.byteLength(body)}`, ...headers, "", body].join("\r\n");
}

/** @returns the first complete request with a Content-Length, or null. */
function takeRequest(text: string): string | null {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd === -1) return null;
  const bodyBytes = Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0);
  const end = headEnd + 4 + bodyBytes;
  return text.length < end ? null : text.slice(0, end);
}
