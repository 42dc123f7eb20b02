import { createServer, type AddressInfo } from "node:net";

/** @returns a loopback port that was free a moment ago. */
export function findFreePort(): Promise<number> {
  return listenOnce(0, "127.0.0.1");
}

/** @throws the listen error (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`) when the address cannot be listened on. */
export function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, host, () => {
      const { port: bound } = server.address() as AddressInfo;
      server.close(() => resolve(bound));
    });
  });
}
