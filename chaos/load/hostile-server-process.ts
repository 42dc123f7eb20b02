import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, type TlsOptions } from "node:tls";
import { HOSTILE, type HostileKind } from "./hostile-kinds";
import type { HostileBook, HostileOrder, HostileReply } from "./hostile-servers";
import { issueCertificates } from "./hostile-tls";

/** All hostile receivers, a server each, in a process of its own: what they burn is not the experiment's to pay. */
const books: Record<string, HostileBook> = {};
const { authority, trusted, hostile } = issueCertificates();

async function serve(name: string, kind: HostileKind): Promise<void> {
  const book: HostileBook = { url: "", connections: 0, requests: 0, bytesSent: 0 };
  books[name] = book;
  const onConnection = (socket: Socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("close", () => (book.bytesSent = Math.max(book.bytesSent, socket.bytesWritten)));
    kind.onConnection?.(socket);
    let pending = "";
    let requests = 0;
    socket.on("data", (chunk: Buffer) => {
      pending += chunk.toString("latin1");
      for (let length = requestLength(pending); length > 0; length = requestLength(pending)) {
        pending = pending.slice(length);
        book.requests += 1;
        requests += 1;
        kind.onRequest?.(socket, requests);
      }
    });
  };
  const server = kind.tls === undefined ? createServer(onConnection) : tlsServer(kind.tls(hostile), onConnection);
  server.on("connection", () => (book.connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  book.url = `${kind.isSecure === true || kind.tls !== undefined ? "https" : "http"}://127.0.0.1:${port}/hook`;
}

function tlsServer(options: TlsOptions, onConnection: (socket: Socket) => void): Server {
  return createTlsServer(options, onConnection).on("tlsClientError", () => undefined);
}

/** @returns how many characters the first complete request has; 0 while there is none. */
function requestLength(text: string): number {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd === -1) return 0;
  const length = headEnd + 4 + Number(/\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? 0);
  return text.length < length ? 0 : length;
}

process.on("message", ({ re }: HostileOrder) => process.send?.({ re, books } satisfies HostileReply));
process.on("disconnect", () => process.exit(0));
// Whoever is this rude is cut off in the middle of a write, often.
process.on("uncaughtException", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE" && error.code !== "ECONNRESET") throw error;
});
for (const [name, kind] of Object.entries(HOSTILE)) await serve(name, kind);
process.send?.({ re: 0, books, authority, trusted } satisfies HostileReply);
