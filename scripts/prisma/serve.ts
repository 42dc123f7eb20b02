import { createInterface } from "node:readline";
import type { SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import { openDatabase } from "../home/open-database";
import { withSchemaEngine } from "./engine";
import { findPartitions } from "./partitions";

type Request = { id: number; method: string; params?: Record<string, unknown> };
type EngineError = { message?: string; code?: string };

/**
 * Speaks the protocol of Prisma's schema engine (JSON-RPC, a line a message) on standard input and output.
 * `--datasource <json> cli <name>` is the other form: a check that the database can be reached.
 */
export async function serve(args: string[]): Promise<void> {
  const database = await openDatabase();
  try {
    if (args.includes("cli")) return;
    const filters = { externalTables: await findPartitions(database.url), externalEnums: [] };
    await withSchemaEngine(database.url, async (engine) => {
      // Opened no sooner: lines that come before the loop would be lost.
      const lines = createInterface({ input: process.stdin });
      // How Prisma ends its engine. The embedded database must not outlive it.
      process.once("SIGTERM", () => lines.close());
      for await (const line of lines) {
        const request = JSON.parse(line) as Request;
        const params =
          request.params !== undefined && "filters" in request.params ? { ...request.params, filters } : request.params;
        const answer = await call(engine, { ...request, params });
        process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id: request.id, ...answer })}\n`);
      }
    });
  } finally {
    await database.close();
  }
}

async function call(engine: SchemaEngine, { method, params }: Request): Promise<object> {
  const methods = engine as unknown as Record<string, ((params: unknown) => Promise<unknown>) | undefined>;
  try {
    return { result: (await methods[method]?.call(engine, params)) ?? null };
  } catch (error) {
    const { message, code } = error as EngineError;
    return { error: { code: 4466, message, data: { is_panic: false, message, error_code: code } } };
  }
}
