import type { Context } from "@/lib/access";
import type { Db } from "@/lib/platform/db";
import { describeDevice } from "./device";
import { requirePerson } from "./require-person";
import { SignInSession } from "./schemas";

/** @returns where the signed-in person is signed in, the latest seen first. */
export async function listSessions(ctx: Context): Promise<{ data: SignInSession[] }> {
  const { id, sessionId } = requirePerson(ctx);
  return listSessionsOf(ctx.db, id, sessionId);
}

/** @returns where a person is signed in, for a page outside of every workspace. @param sessionId the one that asks. */
export async function listSessionsOf(
  db: Db,
  userId: string,
  sessionId: string | undefined,
): Promise<{ data: SignInSession[] }> {
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { sessionVersion: true } });
  const rows = await db.session.findMany({
    where: { userId, version: user.sessionVersion, expiresAt: { gt: new Date() } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
  });
  return {
    data: rows.map((row) =>
      SignInSession.parse({ ...row, device: describeDevice(row.userAgent), current: row.id === sessionId }),
    ),
  };
}
