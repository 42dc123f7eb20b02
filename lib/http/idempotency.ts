import { createHash } from "node:crypto";
import { type Context, transact } from "@/lib/access";
import { DAY_MS } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { sqlOf } from "@/lib/platform/db";

/** How long the first answer is given again. */
export const IDEMPOTENCY_KEPT_MS = DAY_MS;

/** An answer before it becomes a Response; `text` is null with 204. */
export type Answer = { status: number; text: string | null };

/** @throws AppError `bad_request` for a key that is empty, too long or not printable. */
export function idempotencyKeyOf(headers: Headers): string | undefined {
  const key = headers.get("Idempotency-Key");
  if (key === null) return undefined;
  if (!/^[\x20-\x7e]{1,255}$/.test(key))
    throw new AppError("bad_request", "Idempotency-Key must be 1 to 255 printable ASCII characters.");
  return key;
}

/**
 * Gives a POST its answer once: the work and the note of its answer are one transaction, so twins that arrive at
 * once, and retries after a cut connection, create one thing. Only success is noted; a refused request may be mended.
 * @throws AppError `idempotency_key_reused` when the key stands for another request.
 */
export async function answerOnce(
  ctx: Context,
  request: { key: string; operation: string; body: string },
  work: (ctx: Context) => Promise<Answer>,
): Promise<Answer & { replayed: boolean }> {
  const { key, operation } = request;
  const requestHash = createHash("sha256").update(`${operation}\n${request.body}`).digest("hex");
  // The answer may carry a secret, so it is kept like one.
  const secret = { workspaceId: ctx.workspace.id, table: "idempotency_keys", rowId: key };
  const where = { workspaceId_key: { workspaceId: ctx.workspace.id, key } };

  return transact(ctx, async (tx) => {
    // The twin waits here until the first is committed, and then finds its answer.
    await sqlOf(tx.db)("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))::text", [
      `idempotency ${ctx.workspace.id} ${key}`,
    ]);
    const known = await tx.db.idempotencyKey.findUnique({ where });
    if (known !== null && known.createdAt.getTime() > Date.now() - IDEMPOTENCY_KEPT_MS) {
      if (known.operation !== operation || known.requestHash !== requestHash)
        throw new AppError(
          "idempotency_key_reused",
          "This Idempotency-Key was used for another request in the last 24 hours. Use a new one.",
        );
      const text = known.response === "" ? null : tx.services.encryption.decrypt(known.response, secret);
      return { status: known.statusCode, text, replayed: true };
    }
    const answer = await work(tx);
    const response = answer.text === null ? "" : tx.services.encryption.encrypt(answer.text, secret);
    const row = { operation, requestHash, statusCode: answer.status, response, createdAt: new Date() };
    await tx.db.idempotencyKey.upsert({ where, create: { workspaceId: ctx.workspace.id, key, ...row }, update: row });
    return { ...answer, replayed: false };
  });
}
