import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { findFreePort } from "../scripts/processes/free-port";
import { startRedis } from "../tests/harness/redis";
import type { ReceiverReport } from "./receiver";

export type Backend = "redis" | "postgres";

export type Answer = { status: number; body: unknown };

/** The product as `npm start` runs it, on a home, ports and servers of its own. */
export type Product = {
  backend: Backend;
  url: string;
  /** What tells its processes from others on the machine. */
  marks: string[];
  call(method: "GET" | "POST" | "DELETE" | "PATCH", path: string, body?: string | object): Promise<Answer>;
  stop(): Promise<void>;
};

export type Receiver = { url: string; report(): Promise<ReceiverReport>; reset(): Promise<void>; stop(): void };

// Nothing but the machine limits the benchmark.
const UNLIMITED = "1000000";

/** Starts the product with an empty database. @throws Error with its last output when it is not ready within ten minutes. */
export async function startProduct(backend: Backend): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), "posthorn-bench-"));
  const port = await findFreePort();
  const redis = backend === "redis" ? await startRedis() : undefined;
  const child = spawn(process.execPath, ["scripts/run.mjs", "start"], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      POSTHORN_HOME: home,
      PORT: String(port),
      API_RATE_LIMIT: UNLIMITED,
      WEBHOOK_RATE_LIMIT: UNLIMITED,
      LOG_LEVEL: "warn",
      ...(redis === undefined ? {} : { REDIS_URL: redis.url }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);

  const url = `http://127.0.0.1:${port}`;
  const deadlineMs = Date.now() + 600_000;
  for (;;) {
    if (child.exitCode !== null || Date.now() > deadlineMs) {
      await ended(child, "SIGKILL");
      await redis?.kill();
      throw new Error(`The product did not start:\n${output}`);
    }
    const ready = await fetch(`${url}/api/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready && output.includes("ph_")) break;
    await sleep(200);
  }
  const { apiKey } = JSON.parse(readFileSync(join(home, "demo.json"), "utf8")) as { apiKey: string };
  const api = new Pool(url, { connections: 64, pipelining: 1 });

  return {
    backend,
    url,
    marks: [home, ...(redis === undefined ? [] : [`:${new URL(redis.url).port}`])],
    async call(method, path, body) {
      const response = await api.request({
        method,
        path,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
      });
      const text = await response.body.text();
      return { status: response.statusCode, body: text === "" ? undefined : JSON.parse(text) };
    },
    async stop() {
      await api.close();
      await ended(child, "SIGTERM");
      await redis?.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await exit;
}

/** Starts the receiver of bench/receiver.ts in a process of its own. */
export async function startReceiver(): Promise<Receiver> {
  const port = await findFreePort();
  const child = fork(new URL("./receiver.ts", import.meta.url), {
    env: { ...process.env, RECEIVER_PORT: String(port) },
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
    stop: () => child.disconnect(),
  };
}
