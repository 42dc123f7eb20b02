import pino from "pino";
import { expect } from "vitest";
import { findFreePort } from "@/scripts/processes/free-port";
import { type Api, type CallOptions, type Reply, startApi, type Tenant } from "@/tests/harness/api";
import { type NameServer, startNameServer } from "@/tests/harness/dns-server";
import { startWorker, type Worker } from "@/worker/runtime";
import { type Forbidden, listenWhereForbidden, OTHER_LOOPBACK } from "./forbidden";

/** The API and a worker that may reach nothing but the public internet, with listeners where they may not go. */
export type GuardedStage = {
  api: Api;
  worker: Worker;
  names: NameServer;
  forbidden: Forbidden;
  /** Where nobody listens. */
  closedPort: number;
  /** Every line of the log, of all levels, and every answer of the API. */
  told: string[];
  /** Calls as `api.call` does, and keeps the answer in `told`. */
  call(method: string, target: string, options?: CallOptions): Promise<Reply>;
  /** Resolves with the deliveries of a workspace once each has made so many attempts. */
  waitForAttempts(tenant: Tenant, count: number): Promise<string[]>;
  close(): Promise<void>;
};

/** @param listening addresses of the listeners; all of loopback unless given. @param port shared with a receiver. */
export async function openGuardedStage(
  settings: Record<string, string> = {},
  listening: readonly string[] = ["127.0.0.1", ...OTHER_LOOPBACK],
  port = 0,
): Promise<GuardedStage> {
  const told: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line: string) => void told.push(line) });
  const [names, forbidden, closedPort] = await Promise.all([
    startNameServer(),
    listenWhereForbidden(listening, port),
    findFreePort(),
  ]);
  const api = await startApi(settings, { lookup: names.lookup, logger });
  const worker = await startWorker(api.runtime, () => {
    throw new Error("The worker is stuck.");
  });
  return {
    api,
    worker,
    names,
    forbidden,
    closedPort,
    told,
    async call(method, target, options) {
      const reply = await api.call(method, target, options);
      told.push(reply.text);
      return reply;
    },
    async waitForAttempts({ ctx }, count) {
      type Row = { id: string; attempt_count: number };
      let rows: Row[] = [];
      await expect
        .poll(
          async () => {
            rows = await api.runtime.database.sql<Row>(
              "SELECT id, attempt_count FROM deliveries WHERE workspace_id = $1 ORDER BY id",
              [ctx.workspace.id],
            );
            return rows.length > 0 && rows.every((row) => row.attempt_count >= count);
          },
          { timeout: 20_000, interval: 20 },
        )
        .toBe(true);
      return rows.map(({ id }) => id);
    },
    async close() {
      await worker.close();
      await api.close();
      await Promise.all([names.close(), forbidden.close()]);
    },
  };
}
