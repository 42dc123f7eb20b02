import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { networkInterfaces } from "node:os";

/** Listeners where no request may ever come, all on one port. `requireUntouched` throws when a connection was made. */
export type Forbidden = { port: number; requireUntouched: () => void; close: () => Promise<void> };

/** Loopback has more addresses than the one that everybody thinks of. */
export const OTHER_LOOPBACK = ["127.0.0.2", "127.1.2.3", "127.255.255.254", "::1"];

/** @param port on which somebody listens at 127.0.0.1, who may be reached; any unless given. */
export async function listenWhereForbidden(addresses: readonly string[], port = 0): Promise<Forbidden> {
  const open = new Set<Socket>();
  const servers: Server[] = [];
  let connections = 0;
  let shared = port;
  for (const address of addresses.filter(isOfThisMachine)) {
    const server = createServer((socket) => {
      connections += 1;
      open.add(socket);
      socket.on("error", () => undefined);
      // An answer that would count as a delivery, so that a hole shows in every way.
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    server.listen(shared, address);
    await once(server, "listening");
    servers.push(server);
    const bound = server.address();
    if (typeof bound === "object" && bound !== null) shared = bound.port;
  }
  return {
    port: shared,
    requireUntouched() {
      if (connections > 0) throw new Error(`${connections} connections where none may come`);
    },
    async close() {
      for (const socket of open) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

/** Not every container has an IPv6 loopback; where there is none, nobody can be reached by it. */
function isOfThisMachine(address: string): boolean {
  const own = Object.values(networkInterfaces()).flatMap((some) => some?.map((one) => one.address) ?? []);
  return !address.includes(":") || own.includes(address);
}
