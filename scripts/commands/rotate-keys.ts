import pg from "pg";
import { type Sql, sqlOn } from "@/lib/platform/db";
import { createEncryption } from "@/lib/platform/encryption";
import { countByKey, resealAll } from "@/lib/platform/reseal";
import { openDatabase } from "../home/open-database";
import { openHome } from "../home/home";
import { readSecrets } from "../home/secrets";
import { OperatorError } from "../processes/operator-error";
import { showStep } from "../processes/progress";

/**
 * `npm run keys:rotate`: encrypts every stored secret with the first key of POSTHORN_ENCRYPTION_KEYS, so that the others
 * can be taken out of it. Web and worker may run meanwhile.
 *
 * @throws OperatorError while anything still needs another key.
 */
export async function run(): Promise<void> {
  const { POSTHORN_ENCRYPTION_KEYS: ring } = readSecrets(openHome());
  const database = await openDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await rotate(sqlOn(client), ring);
  } finally {
    await client.end();
    await database.close();
  }
}

async function rotate(sql: Sql, ring: string): Promise<void> {
  const encryption = createEncryption(ring);
  const newest = encryption.currentKeyId;
  const all = await showStep(`encrypting with the key ${newest}`, () => resealAll({ sql, encryption }));
  for (const { table, column, resealed } of all) console.log(`  ${table}.${column}: ${resealed} encrypted anew`);
  for (const { table, column, unreadable } of all)
    for (const line of unreadable) console.log(`  ${table}.${column} cannot be read: ${line}`);

  const { [newest]: done = 0, ...others } = await countByKey(sql);
  const left = Object.entries(others).map(([id, count]) => `${count} with ${id}`);
  if (left.length === 0)
    return console.log(`All ${done} secrets are encrypted with ${newest}; no other key is needed.`);
  throw new OperatorError(
    `${done} secrets are encrypted with ${newest}, but ${left.join(", ")}: keep those keys. Where a process still writes with an older key, give it the new ring; then run this again.`,
  );
}
