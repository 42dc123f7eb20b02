import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { missingKeys } from "../backup/manifest";
import { restoreBackup } from "../backup/restore-backup";
import { openHome } from "../home/home";
import { openDatabase } from "../home/open-database";
import { readSecrets } from "../home/secrets";
import { OperatorError } from "../processes/operator-error";
import { showStep } from "../processes/progress";

/** `npm run restore -- --from <folder> [--replace]`: brings a backup into the database, while nothing else uses it. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { from: { type: "string" }, replace: { type: "boolean" } } });
  if (values.from === undefined) throw new OperatorError("Say which backup: npm run restore -- --from <folder>.");
  const from = resolve(values.from);
  const database = await openDatabase();
  try {
    const manifest = await showStep("restoring", () =>
      restoreBackup(database.url, from, { replace: values.replace === true }),
    );
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`Restored ${rows.toLocaleString("en")} rows, each table compared, as of ${manifest.takenAt}.`);
    console.log(
      "What was open then is delivered from now on; what was delivered after it is delivered once more, under the same webhook-id.",
    );
    console.log(
      "Everybody signs in anew. API keys that were revoked and secrets that were changed since are as they were: look them over.",
    );
    const missing = missingKeys(manifest, readSecrets(openHome()).POSTHORN_ENCRYPTION_KEYS);
    if (missing.length > 0)
      console.log(
        `\nWARNING: POSTHORN_ENCRYPTION_KEYS lacks ${missing.join(", ")}. Put the keys back before anything starts.`,
      );
  } finally {
    await database.close();
  }
}
