import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Home } from "../home/home";
import { findFreePort, listenOnce } from "../processes/free-port";
import { OperatorError } from "../processes/operator-error";
import { canReach, findAccount, type Account } from "./account";
import { findBinaries, SHARED_FOLDER } from "./binaries";
import { startCluster, type Cluster } from "./cluster";

export const DATABASE = "posthorn";
const RECORD = "postgres.json";
/** Any number: the lock of the one command that started this PostgreSQL and will stop it ("PHDB"). */
const KEEPER_LOCK = 0x50484442;
const REVIVE_AFTER_MS = 1_000;

type Record = { folder: string; port: number; password: string };

export type EmbeddedPostgres = {
  url: string;
  /** Whether this process stops it in the end; otherwise another command of the same home is running. */
  isKeeper: boolean;
  /** Stops it in order if this process is its keeper; `immediate` does not wait for sessions to end. */
  close: (mode?: "fast" | "immediate") => Promise<void>;
};

/**
 * Starts the PostgreSQL of a home, or joins the one that runs. One that a killed command left running is taken over.
 *
 * @throws OperatorError when it does not start.
 */
export async function openEmbeddedPostgres(home: Home): Promise<EmbeddedPostgres> {
  const account = await findAccount();
  const binaries = await findBinaries(account);
  const record = await prepareRecord(home, account);
  const start = () => startCluster({ ...record, binaries, account });
  const cluster = await start();
  if (cluster.port !== record.port) home.write(RECORD, { ...record, port: cluster.port });
  const keeper = await keep(cluster, start);
  await createDatabase(cluster);
  return {
    url: cluster.url(DATABASE),
    isKeeper: keeper !== undefined,
    close: async (mode = "fast") => {
      if (keeper === undefined) return;
      await keeper.release();
      await cluster.stop(mode);
    },
  };
}

/** @returns the address of this home's PostgreSQL if one was ever started; whether it runs is another matter. */
export function embeddedPostgresUrl(home: Home): string | undefined {
  const record = home.read<Record>(RECORD);
  if (record === undefined) return undefined;
  return `postgresql://postgres:${record.password}@127.0.0.1:${record.port}/${DATABASE}`;
}

async function prepareRecord(home: Home, account: Account): Promise<Record> {
  const known = home.read<Record>(RECORD);
  if (known !== undefined && existsSync(join(known.folder, "data", "postmaster.pid"))) return known;
  const record: Record = {
    folder: known?.folder ?? (await chooseFolder(home, account)),
    port: await keepOrFindPort(known?.port),
    password: known?.password ?? randomBytes(16).toString("hex"),
  };
  home.write(RECORD, record);
  return record;
}

/** The home itself, or, for root with a home in a folder closed to the `postgres` user, a folder named after the home. */
async function chooseFolder(home: Home, account: Account): Promise<string> {
  // The files in a home are closed one by one, so the folder itself may let others pass.
  if (!(await canReach(account, home.folder))) await chmod(home.folder, 0o711);
  if (await canReach(account, home.folder)) return join(home.folder, "postgres");
  const name = createHash("sha256").update(home.folder).digest("hex").slice(0, 16);
  await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  return join(SHARED_FOLDER, `home-${name}`);
}

async function keepOrFindPort(port: number | undefined): Promise<number> {
  if (port === undefined) return findFreePort();
  return listenOnce(port, "127.0.0.1").catch(() => findFreePort());
}

/**
 * Makes this process the keeper, unless another one is. When the server ends unasked, the keeper starts it again; the
 * processes that use it reconnect by themselves.
 */
async function keep(
  cluster: Cluster,
  start: () => Promise<unknown>,
): Promise<{ release: () => Promise<void> } | undefined> {
  let client = await takeKeeperLock(cluster);
  if (client === undefined) return undefined;
  let isReleased = false;
  const watch = (watched: pg.Client) => watched.once("end", () => void revive());
  const revive = async () => {
    while (!isReleased) {
      console.error("The embedded PostgreSQL ended, starting it again");
      await sleep(REVIVE_AFTER_MS);
      try {
        await start();
        client = await takeKeeperLock(cluster);
        if (client !== undefined) watch(client);
        return;
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
      }
    }
  };
  watch(client);
  const release = async () => {
    isReleased = true;
    await client?.end();
  };
  return { release };
}

async function takeKeeperLock(cluster: Cluster): Promise<pg.Client | undefined> {
  const client = await connect(cluster, "postgres");
  const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [KEEPER_LOCK]);
  if (rows[0]?.taken === true) return client;
  await client.end();
  return undefined;
}

async function createDatabase(cluster: Cluster): Promise<void> {
  const client = await connect(cluster, "postgres");
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function connect(cluster: Cluster, database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: cluster.url(database) });
  // The keeper's connection only stands for this process: that the server ends first is no news.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`The embedded PostgreSQL refused a connection: ${reason}.`, { cause: error });
  }
  return client;
}
