import type { Context, Services } from "@/lib/access";
import type { Db } from "@/lib/platform/db";
import type { Throttle } from "./throttle";

/** What is at hand while somebody signs in or up: a database and a throttle, but no workspace yet. */
export type Door = {
  db: Db;
  throttle: Throttle;
  services: Services;
  requestId: string;
  /** Caller's address; callers whose address is unknown share one count. */
  ip?: string;
};

/** @returns a context in the person's own workspace, where what happens to the account is on record; null for an unknown person. */
export async function personalContext(door: Omit<Door, "throttle">, userId: string): Promise<Context | null> {
  const member = await door.db.member.findFirst({
    where: { userId, workspace: { personal: true } },
    select: {
      role: true,
      workspace: { select: { id: true, slug: true } },
      user: { select: { name: true, email: true } },
    },
  });
  if (member === null) return null;
  return {
    workspace: member.workspace,
    actor: { kind: "user", id: userId, name: member.user.name ?? member.user.email, role: "owner" },
    requestId: door.requestId,
    ip: door.ip,
    db: door.db,
    services: door.services,
    afterCommit: (work) => work(),
  };
}
