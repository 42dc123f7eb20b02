import { spawn, type ChildProcess } from "node:child_process";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { findAccount } from "@/scripts/postgres/account";
import { findBinaries } from "@/scripts/postgres/binaries";
import { startCluster, type Cluster, type ClusterConfig } from "@/scripts/postgres/cluster";
import { findFreePort } from "@/scripts/processes/free-port";

/** A PostgreSQL of a test's own, on a port that it keeps through `stop` and `start`. */
export type TestPostgres = {
  /** Where its data, its log and its settings are. */
  folder: string;
  url: (database: string) => string;
  /** Stops it: `fast` in order, `immediate` as a crash does. Resolves once it is down. */
  stop: (mode: "fast" | "immediate") => Promise<void>;
  /** Starts it again after `stop`. Resolves once it answers. */
  start: () => Promise<void>;
  /** Stops it for good and deletes its data. */
  remove: () => Promise<void>;
};

const NOT_DURABLE = { fsync: "off", full_page_writes: "off", synchronous_commit: "off" };

/**
 * Starts a PostgreSQL in a temporary folder. It ends with the process that asked for it, even on kill -9.
 *
 * @param options.durable true for tests of what survives a crash; otherwise it does not wait for the disk.
 * @param options.parent where its folder is made, instead of the system's temporary one.
 * @param options.settings of postgresql.conf, before those of the harness.
 */
export async function startPostgres(
  options: { durable?: boolean; parent?: string; settings?: Record<string, string> } = {},
): Promise<TestPostgres> {
  const folder = join(options.parent ?? tmpdir(), `posthorn-test-${randomBytes(6).toString("hex")}`);
  const account = await findAccount();
  const config: ClusterConfig = {
    binaries: await findBinaries(account),
    account,
    folder,
    port: await findFreePort(),
    password: "test",
    settings: { ...(options.durable === true ? {} : NOT_DURABLE), ...options.settings },
  };
  const guard = guardCluster(config);
  let cluster: Cluster = await startCluster(config);
  return {
    folder,
    url: cluster.url,
    stop: (mode) => cluster.stop(mode),
    start: async () => {
      cluster = await startCluster(config);
    },
    remove: async () => {
      await cluster.stop("immediate");
      guard.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A shell that waits for the end of its input, which is this process's end, and then clears the cluster away. */
function guardCluster({ account, binaries, folder }: ClusterConfig): ChildProcess {
  const script = 'cat >/dev/null; "$1" stop -D "$2/data" --mode immediate >/dev/null 2>&1; rm -rf "$2"';
  const guard = spawn("/bin/sh", ["-c", script, "guard", binaries.pgCtl, folder], {
    ...account,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.unref();
  return guard;
}
