import { type Context, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError, notFound } from "@/lib/core/errors";
import { describeDevice } from "./device";
import { requirePerson } from "./require-person";

/** Ends one session of the signed-in person; its browser is signed out with the next thing it asks. @throws AppError `not_found`. */
export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  const { id: userId } = requirePerson(ctx);
  await transact(ctx, async (tx) => {
    const row = await tx.db.session.findFirst({ where: { id: sessionId, userId } });
    if (row === null) throw notFound("session");
    await tx.db.session.deleteMany({ where: { id: sessionId, userId } });
    await recordAudit(tx, {
      action: "user.session_ended",
      targetKind: "session",
      targetId: sessionId,
      diff: { device: [describeDevice(row.userAgent).label, null] },
    });
  });
}

/**
 * Ends every session of the signed-in person but the one that asks: also those from before sessions had rows, and a
 * sign-in that is half-way through.
 * @throws AppError `conflict` when the one that asks is itself from before.
 */
export async function endOtherSessions(ctx: Context): Promise<void> {
  const { id: userId, sessionId } = requirePerson(ctx);
  if (sessionId === undefined)
    throw new AppError(
      "conflict",
      "This session is older than the list of sessions. Sign out and in again, then end the others.",
    );
  await transact(ctx, async (tx) => {
    const { sessionVersion } = await tx.db.user.update({
      where: { id: userId },
      data: { sessionVersion: { increment: 1 } },
    });
    const kept = await tx.db.session.updateMany({
      where: { id: sessionId, userId },
      data: { version: sessionVersion },
    });
    if (kept.count === 0) throw new AppError("unauthenticated", "This session was ended meanwhile. Sign in again.");
    const { count } = await tx.db.session.deleteMany({ where: { userId, id: { not: sessionId } } });
    await recordAudit(tx, {
      action: "user.other_sessions_ended",
      targetKind: "user",
      targetId: userId,
      diff: { sessions: [count + 1, 1] },
    });
  });
}
