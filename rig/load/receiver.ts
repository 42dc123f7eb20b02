import { fork } from "node:child_process";
import { once } from "node:events";
import type { Command } from "./receiver-process";

/** How one request is answered. `hang` never is; with `failsOneIn` every so manieth gets 500 instead. */
export type Answer =
  | { status: number; headers?: Record<string, string>; body?: string; delayMs?: number; failsOneIn?: number }
  | { hang: true };

/** The answers to the first, second, … request with the same `webhook-id`; the last one serves all that follow. */
export type Behaviour = readonly Answer[];

/** What the receiver wrote down about one request. */
export type ReceivedLine = {
  path: string;
  /** `webhook-id`: the event's. */
  id: string;
  /** Arrival of the headers, since the Unix epoch. */
  atMs: number;
  timestampSeconds: number;
  isSigned: boolean;
  /** The event's number in the producer's ledger, -1 without one. */
  n: number;
  attempt: number;
  sha256: string;
  /** What it was answered with; 0 when it was not. */
  status: number;
};

export type Receiver = {
  url: string;
  /**
   * Sets up an endpoint, or changes it: the secrets that may have signed, what it answers, and the numbers of the events
   * that it never answers.
   */
  set: (path: string, endpoint: { secrets: string[]; behaviour?: Behaviour; unanswered?: number[] }) => Promise<void>;
  /** Serves the same endpoints by https as well. @returns the URL. */
  secure: (keyAndCertificate: { key: string; cert: string }) => Promise<string>;
  /** @returns all requests so far, in order of arrival. */
  read: () => Promise<readonly ReceivedLine[]>;
  /** Forgets what came so far. */
  forget: () => Promise<void>;
  close: () => Promise<void>;
};

type Reply = { re?: number; port?: number; lines?: ReceivedLine[] };
type Order = Command extends infer Each ? (Each extends Command ? Omit<Each, "re"> : never) : never;

const WELL: Behaviour = [{ status: 200 }];

/** Starts the verifying receiver in a process of its own; it ends with this one. */
export async function startReceiver(): Promise<Receiver> {
  const child = fork(new URL("./receiver-process.ts", import.meta.url), {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  const waiting = new Map<number, (reply: Reply) => void>();
  child.on("message", (reply: Reply) => {
    waiting.get(reply.re ?? -1)?.(reply);
    waiting.delete(reply.re ?? -1);
  });
  let numbers = 0;
  const ask = (order: Order) =>
    new Promise<Reply>((resolve) => {
      const re = (numbers += 1);
      waiting.set(re, resolve);
      child.send({ ...order, re });
    });
  // Only what is new crosses over: an experiment asks often.
  let known: ReceivedLine[] = [];
  return {
    url: `http://127.0.0.1:${port}`,
    set: async (path, { secrets, behaviour = WELL, unanswered = [] }) => {
      await ask({ command: "set", path, secrets, behaviour, unanswered });
    },
    async secure(keyAndCertificate) {
      const { port: securePort } = await ask({ command: "secure", ...keyAndCertificate });
      return `https://127.0.0.1:${securePort}`;
    },
    async read() {
      const { lines = [] } = await ask({ command: "read", from: known.length });
      known = known.concat(lines);
      return known;
    },
    async forget() {
      await ask({ command: "forget" });
      known = [];
    },
    async close() {
      child.disconnect();
      await once(child, "exit");
    },
  };
}
