import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEncryption } from "@/lib/platform/encryption";
import { findAccount } from "../postgres/account";
import { findBinaries } from "../postgres/binaries";
import { startCluster } from "../postgres/cluster";
import { findFreePort } from "../processes/free-port";
import { OperatorError } from "../processes/operator-error";
import { checkFiles, loadBackup } from "./load-backup";
import { type Manifest, missingKeys } from "./manifest";
import { withSession } from "./session";
import { writeBackup } from "./write-backup";

export type Rehearsal = {
  manifest: Manifest;
  backupMs: number;
  restoreMs: number;
  /** Webhooks whose secret was opened: one for each key that any is encrypted with. */
  opened: { webhookId: string; keyId: string }[];
};

/**
 * Backs up, restores into a PostgreSQL of its own in a temporary folder, compares every table, and opens secrets with the key
 * ring. Leaves nothing behind.
 *
 * @throws OperatorError that says which step of a real restore would have failed.
 */
export async function rehearse(url: string, keyRing: string): Promise<Rehearsal> {
  const folder = await mkdtemp(join(tmpdir(), "posthorn-rehearsal-"));
  try {
    const startedMs = performance.now();
    const backup = await writeBackup(url, folder);
    const backupMs = performance.now() - startedMs;
    const missing = missingKeys(backup.manifest, keyRing);
    if (missing.length > 0)
      throw new OperatorError(
        `POSTHORN_ENCRYPTION_KEYS lacks ${missing.join(", ")}: what they encrypted could never be read again.`,
      );
    return await withScratchPostgres(folder, async (scratchUrl) => {
      const beganMs = performance.now();
      await checkFiles(backup.folder, backup.manifest);
      await loadBackup(scratchUrl, backup.folder, backup.manifest);
      const restoreMs = performance.now() - beganMs;
      return { manifest: backup.manifest, backupMs, restoreMs, opened: await openSecrets(scratchUrl, keyRing) };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function withScratchPostgres<T>(folder: string, work: (url: string) => Promise<T>): Promise<T> {
  const account = await findAccount();
  // Root lends the server a folder; what the backup wrote beside it stays closed.
  await chmod(folder, 0o711);
  const config = {
    binaries: await findBinaries(account),
    account,
    folder: join(folder, "postgres"),
    port: await findFreePort(),
    password: randomBytes(16).toString("hex"),
    settings: { fsync: "off", full_page_writes: "off" },
  };
  const cluster = await startCluster(config);
  try {
    return await work(cluster.url("postgres"));
  } finally {
    await cluster.stop("immediate");
  }
}

type Sealed = { id: string; workspace_id: string; secret: string };

const ONE_OF_EACH_KEY = `
SELECT DISTINCT ON (split_part(secret_encrypted, '.', 1)) id, workspace_id, secret_encrypted AS secret
FROM webhooks ORDER BY split_part(secret_encrypted, '.', 1), id`;

async function openSecrets(url: string, keyRing: string): Promise<Rehearsal["opened"]> {
  const encryption = createEncryption(keyRing);
  const { rows } = await withSession(url, (client) => client.query<Sealed>(ONE_OF_EACH_KEY));
  return rows.map(({ id, workspace_id: workspaceId, secret }) => {
    try {
      encryption.decrypt(secret, { workspaceId, table: "webhooks", rowId: id });
    } catch (error) {
      throw new OperatorError(
        `The secret of ${id} does not open with the keys at hand (${error instanceof Error ? error.message : String(error)}): a restore would bring deliveries that nobody can sign.`,
        { cause: error },
      );
    }
    return { webhookId: id, keyId: secret.split(".")[0] ?? "" };
  });
}
