import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";

/** A TCP proxy that stands between two processes and can do what networks do. */
export type Proxy = {
  /** The server's URL by way of the proxy. */
  url: string;
  /** Swallows all bytes of new connections whose first ones match: what they say never arrives, and nobody answers. */
  swallow: (matches: ((firstBytes: Buffer) => boolean) | null) => void;
  /** Milliseconds that bytes of both directions take longer. */
  setLatency: (latencyMs: number) => void;
  /** Resets every connection. */
  cut: () => void;
  /** Resets a connection as soon as a chunk that the client sends matches: the server has it, its answer never comes. */
  cutAfter: (matches: ((chunk: Buffer) => boolean) | null) => void;
  close: () => Promise<void>;
};

type Pair = { client: Socket; server: Socket };

/**
 * Starts a proxy on loopback in front of the server that a URL leads to. It goes on while nobody listens there:
 * connections are then refused.
 */
export async function startProxy(targetUrl: string): Promise<Proxy> {
  const url = new URL(targetUrl);
  const targetPort = Number(url.port);
  const pairs = new Set<Pair>();
  let latencyMs = 0;
  let isLast: ((chunk: Buffer) => boolean) | null = null;
  let isSwallowed: ((firstBytes: Buffer) => boolean) | null = null;

  const listener = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: "127.0.0.1", port: targetPort, noDelay: true });
    const pair = { client, server };
    pairs.add(pair);
    let isCut = false;
    const end = () => {
      pairs.delete(pair);
      client.resetAndDestroy();
      // What the client sent last must reach the server: only the answer is what is lost.
      if (isCut) server.end();
      else server.resetAndDestroy();
    };
    client.on("error", end).on("close", end);
    server.on("error", end).on("close", end);
    let isMute: boolean | null = null;
    client.on("data", (chunk: Buffer) => {
      isMute ??= isSwallowed?.(chunk) ?? false;
      if (isCut || isMute) return;
      pass(server, chunk);
      if (isLast === null || !isLast(chunk)) return;
      isCut = true;
      server.removeAllListeners("data").resume();
      client.resetAndDestroy();
    });
    server.on("data", (chunk: Buffer) => pass(client, chunk));
  });

  function pass(to: Socket, chunk: Buffer): void {
    if (latencyMs === 0) to.write(chunk);
    else setTimeout(() => to.write(chunk), latencyMs);
  }

  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  url.port = String((listener.address() as AddressInfo).port);
  return {
    url: url.href,
    swallow: (matches) => {
      isSwallowed = matches;
    },
    setLatency: (ms) => {
      latencyMs = ms;
    },
    cut() {
      for (const { client, server } of pairs) {
        client.resetAndDestroy();
        server.resetAndDestroy();
      }
    },
    cutAfter: (matches) => {
      isLast = matches;
    },
    async close() {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
      await closed;
    },
  };
}
