import { once } from "node:events";
import type { Server } from "node:http";
import { createServer as createSocketServer, type Server as SocketServer } from "node:net";

const LOOPBACK = new Set(["127.0.0.1", "::1", "localhost"]);
const OTHER_LOOPBACK = { "127.0.0.1": "::1", "::1": "127.0.0.1" } as const;
/** What a machine without IPv6 (or IPv4) says to its address. */
const NO_SUCH_FAMILY = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"]);

/**
 * Listens on host and port. On loopback it listens on 127.0.0.1 and ::1 alike, because "localhost" is either, by the
 * whim of the client.
 * @returns what stops listening; open connections are left alone.
 * @throws Error of one sentence when the port is taken or may not be had.
 */
export async function listen(server: Server, host: string, port: number): Promise<() => void> {
  const first = host === "localhost" ? "127.0.0.1" : host;
  await bind(server, first, port);
  if (!LOOPBACK.has(host)) return () => server.close();

  // Its connections become the HTTP server's own, with its limits and its ways of being closed.
  const second = createSocketServer((socket) => server.emit("connection", socket));
  try {
    await bind(second, OTHER_LOOPBACK[first === "::1" ? "::1" : "127.0.0.1"], port);
  } catch (error) {
    if (!NO_SUCH_FAMILY.has(codeOf((error as Error).cause))) throw error;
  }
  return () => {
    second.close();
    server.close();
  };
}

async function bind(server: Server | SocketServer, host: string, port: number): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(sentence(codeOf(error), host, port, error), { cause: error });
  }
}

function sentence(code: string, host: string, port: number, error: unknown): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use by another program: stop that program, or set PORT to a free port.`;
    case "EACCES":
      return `Port ${port} on ${host} needs more rights than this user has: set PORT to 1024 or higher.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST ${host} is no address of this machine: set HOST to 127.0.0.1, 0.0.0.0 or one of its addresses.`;
    default:
      return `Cannot listen on ${host}, port ${port}: ${error instanceof Error ? error.message : code}.`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
