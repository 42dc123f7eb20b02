import { fork } from "node:child_process";
import { once } from "node:events";

/** What a hostile server wrote down. */
export type HostileBook = {
  url: string;
  connections: number;
  requests: number;
  /** The most that it got rid of on one connection. */
  bytesSent: number;
};

export type HostileOrder = { re: number };

export type HostileServers = {
  authority: string;
  trusted: KeyAndCertificate;
  /** By kind. */
  read: () => Promise<Record<string, HostileBook>>;
  close: () => Promise<void>;
};

export type KeyAndCertificate = { key: string; cert: string };

export type HostileReply = {
  re: number;
  books: Record<string, HostileBook>;
  /** Of the first one: whom the workers should trust, and what a receiver beyond reproach shows. */
  authority?: string;
  trusted?: KeyAndCertificate;
};

/** Starts every kind of hostile receiver in a process of its own; it ends with this one. */
export async function startHostileServers(): Promise<HostileServers> {
  const child = fork(new URL("./hostile-server-process.ts", import.meta.url), { execArgv: ["--import", "tsx"] });
  const [{ authority = "", trusted = { key: "", cert: "" } }] = (await once(child, "message")) as [HostileReply];
  const waiting = new Map<number, (reply: HostileReply) => void>();
  child.on("message", (reply: HostileReply) => {
    waiting.get(reply.re)?.(reply);
    waiting.delete(reply.re);
  });
  let numbers = 0;
  return {
    authority,
    trusted,
    read: () =>
      new Promise((resolve) => {
        const re = (numbers += 1);
        waiting.set(re, ({ books }) => resolve(books));
        child.send({ re } satisfies HostileOrder);
      }),
    async close() {
      child.disconnect();
      await once(child, "exit");
    },
  };
}
