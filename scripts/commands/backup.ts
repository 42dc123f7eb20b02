import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import prettyBytes from "pretty-bytes";
import type { Manifest } from "../backup/manifest";
import { rehearse } from "../backup/rehearse";
import { writeBackup } from "../backup/write-backup";
import { openHome } from "../home/home";
import { openDatabase } from "../home/open-database";
import { readSecrets } from "../home/secrets";
import { showStep } from "../processes/progress";

/** `npm run backup -- [--to folder] [--rehearse]`: backs the database up while it is used, or rehearses backup and restore. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { to: { type: "string" }, rehearse: { type: "boolean" } } });
  const home = openHome();
  const database = await openDatabase();
  try {
    if (values.rehearse === true) {
      const keys = readSecrets(home).POSTHORN_ENCRYPTION_KEYS;
      const done = await showStep("rehearsing backup and restore", () => rehearse(database.url, keys));
      console.log(`Backed up ${describe(done.manifest)} in ${seconds(done.backupMs)} s.`);
      console.log(`Restored and compared every table in ${seconds(done.restoreMs)} s.`);
      console.log(`Opened the secret of a webhook for each of ${done.opened.length} keys. Nothing was left behind.`);
      return;
    }
    const parent = resolve(values.to ?? join(home.folder, "backups"));
    const { folder, manifest } = await showStep("backing up", () => writeBackup(database.url, parent));
    console.log(`Wrote ${describe(manifest)} to ${folder}`);
    console.log(`
The keys are NOT in it. Without POSTHORN_ENCRYPTION_KEYS (${manifest.encryptionKeyIds.join(", ") || "none used yet"}) no secret in it can ever be read,
without POSTHORN_API_KEY_PEPPER no API key in it works. Keep both, somewhere else than the backup${
      process.env.DATABASE_URL
        ? ""
        : `:
they are in ${join(home.folder, "secrets.json")} unless the environment gives them`
    }.`);
  } finally {
    await database.close();
  }
}

function describe({ tables }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
  return `${tables.length} tables, ${rows.toLocaleString("en")} rows, ${prettyBytes(bytes)}`;
}

const seconds = (ms: number): string => (ms / 1000).toFixed(1);
