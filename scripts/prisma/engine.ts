import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { readSchemaFiles } from "./files";

const require = createRequire(import.meta.url);
let isLoaded = false;

/**
 * Runs `use` with Prisma's schema engine, in its WebAssembly build from npm: nothing is downloaded.
 * The native engine that `npx prisma migrate deploy` fetches keeps the same `_prisma_migrations` table.
 *
 * @param databaseUrl of the database to work on; connections are closed when `use` settles.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: glue.SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadWebAssembly();
  const adapters: { dispose: () => Promise<void> }[] = [];
  const factory = bindMigrationAwareSqlAdapterFactory(wholeScriptFactory(databaseUrl, adapters));
  const engine = await glue.SchemaEngine.new({ datamodels: readSchemaFiles() }, () => undefined, factory);
  try {
    return await use(engine);
  } finally {
    engine.free();
    await Promise.all(adapters.map((adapter) => adapter.dispose()));
  }
}

async function loadWebAssembly(): Promise<void> {
  if (isLoaded) return;
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm"));
  const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  isLoaded = true;
}

/**
 * PrismaPg cuts a script at every semicolon, which breaks function bodies and leaves half a migration
 * behind on failure. Sent whole, PostgreSQL runs it in one implicit transaction, as the native engine does.
 */
function wholeScriptFactory(
  connectionString: string,
  adapters: { dispose: () => Promise<void> }[],
): SqlMigrationAwareDriverAdapterFactory {
  const inner = new PrismaPg({ connectionString });
  const connect = async () => {
    const adapter = await inner.connect();
    adapter.executeScript = async (script: string) => {
      await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
    };
    adapters.push(adapter);
    return adapter;
  };
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect,
    connectToShadowDb: () => inner.connectToShadowDb(),
  };
}
