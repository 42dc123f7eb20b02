import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { readMigrations } from "../prisma/files";
import { OperatorError } from "../processes/operator-error";

export const MANIFEST_FILE = "manifest.json";
const FORMAT = 1;

const BackupTable = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  /** The partitioned table it is a week of; null for a table that stands alone. */
  parent: z.string().nullable(),
  columns: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)).min(1),
  /** Rows and an order-free sum over all of their columns, as the database counted them in the backup's snapshot. */
  rows: z.number().int().nonnegative(),
  checksum: z.string(),
  /** Size and SHA-256 of the compressed file. */
  bytes: z.number().int().nonnegative(),
  sha256: z.string(),
});
export type BackupTable = z.infer<typeof BackupTable>;

const Manifest = z.object({
  format: z.literal(FORMAT),
  posthornVersion: z.string(),
  postgresVersion: z.string(),
  /** The instant that the backup shows: everything committed before it, nothing after. */
  takenAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  /** Names of the keys that the secrets in it are encrypted with. The keys themselves are not in it. */
  encryptionKeyIds: z.array(z.string()),
  tables: z.array(BackupTable).min(1),
});
export type Manifest = z.infer<typeof Manifest>;

export const newManifest = (content: Omit<Manifest, "format">): Manifest => ({ format: FORMAT, ...content });

export const dataFile = (folder: string, { name }: Pick<BackupTable, "name">): string =>
  join(folder, `${name}.copy.gz`);

/**
 * @param from a backup's folder, or the manifest in it.
 * @throws OperatorError when there is no backup, or one that this version cannot read.
 */
export function readManifest(from: string): { folder: string; manifest: Manifest } {
  if (!existsSync(from)) throw new OperatorError(`There is nothing at ${from}: name the folder of a backup.`);
  const folder = statSync(from).isDirectory() ? from : dirname(from);
  const file = join(folder, MANIFEST_FILE);
  if (!existsSync(file))
    throw new OperatorError(`${folder} holds no ${MANIFEST_FILE}: it is no backup, or one cut short.`);
  const parsed = Manifest.safeParse(parseJson(readFileSync(file, "utf8")));
  if (parsed.success) return { folder, manifest: parsed.data };
  throw new OperatorError(`${file} is damaged, or of a newer Posthorn: ${z.prettifyError(parsed.error)}`);
}

/**
 * @returns the migrations that the backup's schema was made by.
 * @throws OperatorError when this version does not have them all, word for word.
 */
export function migrationsOf({ migrations, posthornVersion }: Manifest): ReturnType<typeof readMigrations> {
  const all = readMigrations();
  const known = new Map(
    all.migrationDirectories.map(({ path, migrationFile }) => [
      path,
      migrationFile.content.tag === "ok" ? sha256(migrationFile.content.value) : "",
    ]),
  );
  for (const { name, checksum } of migrations)
    if (known.get(name) !== checksum)
      throw new OperatorError(
        `The backup was made by Posthorn ${posthornVersion}, whose migration ${name} this version ${known.has(name) ? "has in other words" : "does not have"}: restore it with that version.`,
      );
  const names = new Set(migrations.map(({ name }) => name));
  return { ...all, migrationDirectories: all.migrationDirectories.filter(({ path }) => names.has(path)) };
}

/** @returns the names of the keys that the backup's secrets need and the ring does not have. */
export function missingKeys({ encryptionKeyIds }: Manifest, keyRing: string): string[] {
  const ring = keyRing.split(",").map((entry) => entry.split(":")[0]?.trim());
  return encryptionKeyIds.filter((id) => !ring.includes(id));
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
