import { fork } from "node:child_process";
import { findFreePort } from "@/scripts/processes/free-port";
import { cpuMsOf } from "../processes";
import type { ReceiverReport } from "./receiver-process";

export type Receiver = {
  url: string;
  report(): Promise<ReceiverReport>;
  reset(): Promise<void>;
  /** CPU time it has used, in ms. */
  cpuMs(): number;
  stop(): void;
};

/** How long its `/slow` paths take to answer. */
export const RECEIVER_SLOW_MS = 100;

/** Starts the receiver in a process of its own; it ends with this one. */
export async function startReceiver(): Promise<Receiver> {
  const port = await findFreePort();
  const child = fork(new URL("./receiver-process.ts", import.meta.url), {
    env: { ...process.env, RECEIVER_PORT: String(port), RECEIVER_SLOW_MS: String(RECEIVER_SLOW_MS) },
    execArgv: ["--import", "tsx"],
  });
  await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`The receiver ended with ${code}.`)));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    report: async () => (await fetch(url)).json() as Promise<ReceiverReport>,
    reset: async () => {
      await fetch(url, { method: "DELETE" });
    },
    cpuMs: () => cpuMsOf(child.pid ?? 0),
    stop: () => child.disconnect(),
  };
}
