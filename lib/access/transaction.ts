import { inTransaction } from "@/lib/platform/db";
import type { Context } from "./context";

/**
 * Runs `work` in one transaction. Within it `ctx.db` is the transaction, and what is given to `ctx.afterCommit`
 * waits for the commit (and is forgotten when it rolls back). Inside of another one it simply joins that.
 */
export async function transact<T>(ctx: Context, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (!("$connect" in ctx.db)) return work(ctx);
  const waiting: (() => void)[] = [];
  const result = await inTransaction(ctx.db, (db) => work({ ...ctx, db, afterCommit: (later) => waiting.push(later) }));
  for (const later of waiting) ctx.afterCommit(later);
  return result;
}
