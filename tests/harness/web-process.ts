import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { request } from "node:http";

import type { Api } from "./api";

export type RawReply = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

/** The web process as it is shipped, pages and all. */
export type WebProcess = {
  url: string;
  /** What it wrote to both of its outputs so far. */
  log(): string;
  /** Calls with exactly this path, which no client has tidied up, and follows nothing. */
  ask(path: string, options?: AskOptions): Promise<RawReply>;
  stop(): Promise<void>;
};

type AskOptions = { method?: string; headers?: Record<string, string>; body?: string };

/** Starts the build of `npm run build`, which `npm test` has made by then. @param env with a free PORT. */
export async function startWeb(env: NodeJS.ProcessEnv): Promise<WebProcess> {
  if (!existsSync(".next/BUILD_ID")) throw new Error("There is no build of the pages: npm run build makes one.");
  const port = Number(env.PORT);
  const url = `http://localhost:${port}`;
  const address = { HOST: "127.0.0.1", POSTHORN_PUBLIC_URL: url, NEXTAUTH_URL: url };
  const { log, stop } = await startBuilt("web", { ...env, NODE_ENV: "production", ...address });
  return { url, log, stop, ask: (path, options) => ask(port, path, options) };
}

/** Starts one of the processes that are built, and keeps what it says. Resolves when it says that it is ready. */
export async function startBuilt(
  name: "web" | "worker",
  env: NodeJS.ProcessEnv,
): Promise<Pick<WebProcess, "log" | "stop">> {
  const child = spawn(process.execPath, [`dist/${name}.js`], {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  const exited = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes(`${name} is ready`)) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void exited.then(() => reject(new Error(`${name} ended instead of starting: ${log}`)));
  });
  return {
    log: () => log,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}

function ask(port: number, path: string, { method = "GET", headers = {}, body }: AskOptions = {}): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const host = {
      Host: `localhost:${port}`,
      ...(body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) }),
    };
    const call = request({ host: "127.0.0.1", port, path, method, headers: { ...host, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    call.on("error", reject);
    call.end(body);
  });
}

/** @returns the environment of a process beside a test's own runtime: the same database and the same keys. */
export function envOf({ runtime: { env } }: Pick<Api, "runtime">): NodeJS.ProcessEnv {
  const { DATABASE_URL, POSTHORN_ENCRYPTION_KEYS, POSTHORN_API_KEY_PEPPER, NEXTAUTH_SECRET, REDIS_URL } = env;
  const keys = { POSTHORN_ENCRYPTION_KEYS, POSTHORN_API_KEY_PEPPER, NEXTAUTH_SECRET };
  const stores = { DATABASE_URL, DATABASE_POOL_SIZE: "10", ...(REDIS_URL === undefined ? {} : { REDIS_URL }) };
  return { NODE_ENV: "production", PORT: String(env.PORT), LOG_LEVEL: "trace", ...stores, ...keys };
}
