import type { Context } from "@/lib/access";
import { describeDevice } from "./device";
import { requirePerson } from "./require-person";
import { SignInSession } from "./schemas";

/** @returns where the signed-in person is signed in, the latest seen first. */
export async function listSessions(ctx: Context): Promise<{ data: SignInSession[] }> {
  const { id, sessionId } = requirePerson(ctx);
  const user = await ctx.db.user.findUniqueOrThrow({ where: { id }, select: { sessionVersion: true } });
  const rows = await ctx.db.session.findMany({
    where: { userId: id, version: user.sessionVersion, expiresAt: { gt: new Date() } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
  });
  return {
    data: rows.map((row) =>
      SignInSession.parse({ ...row, device: describeDevice(row.userAgent), current: row.id === sessionId }),
    ),
  };
}
