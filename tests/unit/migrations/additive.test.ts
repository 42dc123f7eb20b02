import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MIGRATIONS_FOLDER, readMigrations } from "@/scripts/prisma/files";
import { findBreaking } from "./find-breaking";

const migrations = readMigrations().migrationDirectories.map(({ path, migrationFile }) => ({
  name: path,
  sql: migrationFile.content.tag === "ok" ? migrationFile.content.value : "",
}));

/** Breaking, and from before the first release: nobody runs an older version beside these. No line is ever added here. */
const BEFORE_THE_FIRST_RELEASE: Record<string, number> = {
  "20261123161000_bulk_job_options": 1,
  "20261123161000_delivery_defaults": 3,
};

describe("a migration is one that old processes bear", () => {
  const [first, ...later] = migrations;

  it.each(later.map(({ name, sql }) => [name, sql]))("%s", (name, sql) => {
    const findings = findBreaking(sql);
    if (name in BEFORE_THE_FIRST_RELEASE) expect(findings).toHaveLength(BEFORE_THE_FIRST_RELEASE[name] ?? 0);
    else expect(findings).toEqual([]);
  });

  it("and the first of all makes everything, so there is nothing to bear", () => {
    expect(first?.name).toBe("20261123000000_init");
  });

  it("is never edited once it is merged: its words are those in frozen.json", () => {
    const frozen = JSON.parse(readFileSync(join(MIGRATIONS_FOLDER, "frozen.json"), "utf8")) as Record<string, string>;
    const found = migrations.map(({ name, sql }) => [name, createHash("sha256").update(sql).digest("hex")]);
    expect(Object.fromEntries(found)).toEqual(frozen);
  });
});

describe("what breaks old processes is found", () => {
  it.each([
    'ALTER TABLE "deliveries" DROP COLUMN "status";',
    "DROP TABLE lanes;",
    'ALTER TABLE "events" RENAME COLUMN "body" TO "payload";',
    "ALTER TABLE events RENAME TO messages;",
    'ALTER TABLE "deliveries" ALTER COLUMN "attempt_count" SET DATA TYPE BIGINT;',
    'ALTER TABLE "deliveries" ALTER "attempt_count" TYPE bigint;',
    'ALTER TABLE "webhooks" ALTER COLUMN "description" SET NOT NULL;',
    'ALTER TABLE "webhooks" ALTER COLUMN "timeout_ms" DROP NOT NULL;',
    'ALTER TABLE "webhooks" ALTER COLUMN "status" DROP DEFAULT;',
    'ALTER TABLE "webhooks" ADD COLUMN "a" TEXT,\nADD COLUMN "colour" TEXT NOT NULL;',
    'ALTER TABLE "webhooks" ADD CONSTRAINT "short" CHECK (length(name) < 9);',
    'CREATE UNIQUE INDEX "one" ON "webhooks" ("name");',
    "UPDATE webhooks SET timeout_ms = 1;",
    "-- because\nDELETE FROM events;",
    "-- old processes: ok\nDROP TABLE lanes;",
    "CREATE TABLE a (b int); DROP TABLE lanes;",
    "ALTER TABLE events ADD COLUMN a TEXT; ALTER TABLE deliveries ADD COLUMN a TEXT;",
    "CREATE TRIGGER t BEFORE UPDATE ON webhooks FOR EACH ROW EXECUTE FUNCTION f();",
  ])("%s", (sql) => {
    expect(findBreaking(sql)).toHaveLength(1);
  });

  it.each([
    'ALTER TABLE "webhooks" ADD COLUMN "note" TEXT, ADD COLUMN "n" INTEGER NOT NULL DEFAULT 0;',
    "ALTER TABLE events ADD COLUMN a TEXT; ALTER TABLE events ADD COLUMN b TEXT; ALTER TABLE webhooks ADD COLUMN a TEXT;",
    'CREATE INDEX "by_note" ON "webhooks" ("note");',
    'CREATE TABLE "notes" ("id" TEXT NOT NULL); ALTER TABLE "notes" ADD CONSTRAINT "fk" FOREIGN KEY ("id") REFERENCES "webhooks"("id"); CREATE UNIQUE INDEX "u" ON "notes" ("id");',
    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ DELETE FROM events; SELECT 1 $$;",
    "-- old processes: none reads or writes this column since version 0.3, see the changelog.\nALTER TABLE webhooks DROP COLUMN old;",
    "-- DROP TABLE lanes;\nSELECT 1;",
  ])("and this is not: %s", (sql) => {
    expect(findBreaking(sql)).toEqual([]);
  });
});
