import { type Context, transact } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { requirePerson } from "./require-person";

/** Ends every session of the signed-in person at once, the one that asks included. */
export async function signOutEverywhere(ctx: Context): Promise<void> {
  const { id } = requirePerson(ctx);
  await transact(ctx, async (tx) => {
    await tx.db.user.update({ where: { id }, data: { sessionVersion: { increment: 1 } } });
    await tx.db.session.deleteMany({ where: { userId: id } });
    await recordAudit(tx, { action: "user.signed_out_everywhere", targetKind: "user", targetId: id });
  });
}
