import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { adapterFactory } from "./adapter";
import { readSchemaFiles } from "./files";

const require = createRequire(import.meta.url);
let isLoaded = false;

/**
 * Runs `use` with Prisma's schema engine, in its WebAssembly build from npm: nothing is downloaded.
 * It keeps the same `_prisma_migrations` table as the native engine.
 *
 * @param databaseUrl of the database to work on; connections are closed when `use` settles.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  use: (engine: glue.SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadWebAssembly();
  const { factory, close } = adapterFactory(databaseUrl);
  const bound = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await glue.SchemaEngine.new({ datamodels: readSchemaFiles() }, () => undefined, bound);
  try {
    return await use(engine);
  } finally {
    engine.free();
    await close();
  }
}

async function loadWebAssembly(): Promise<void> {
  if (isLoaded) return;
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm"));
  const bytes = await readFile(join(folder, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": glue });
  glue.__wbg_set_wasm(instance.exports);
  // Where the engine says why it panics, just before it throws a bare "unreachable".
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: console.error } });
  (instance.exports.__wbindgen_start as () => void)();
  isLoaded = true;
}
