import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "prisma/config";

if (existsSync(".env")) process.loadEnvFile(".env");

// Prisma's own engine is a download. This one is the WebAssembly build of the same engine, from npm.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(import.meta.dirname, "scripts/prisma/schema-engine.mjs");

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  // Where no database is named, the engine above works on the embedded one, whatever this address says.
  datasource: { url: process.env.DATABASE_URL || "postgresql://127.0.0.1/posthorn" },
});
