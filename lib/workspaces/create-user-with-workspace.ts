import type { Context, Services } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { seedEventTypes } from "@/lib/event-types";
import { type Db, inTransaction } from "@/lib/platform/db";
import { hashPassword } from "@/lib/users";
import { insertWorkspace, type NewWorkspace } from "./insert-workspace";

export type NewUser = {
  /** Trimmed and in lower case, as the schema `Email` gives it. */
  email: string;
  name: string | null;
  /** None for people who come through GitHub or Google. */
  password?: string;
  image?: string | null;
  oauthAccount?: { provider: string; providerAccountId: string };
  /** Name of the personal workspace; "<name>’s workspace" unless told. */
  workspaceName?: string;
};

/**
 * Makes an account and the personal workspace that belongs to it, with the event types a workspace begins with.
 * @throws AppError `already_exists` on `email` when the address has an account.
 */
export async function createUserWithWorkspace(
  given: { db: Db; services: Services; requestId: string; ip?: string },
  user: NewUser,
): Promise<{ userId: string; workspace: NewWorkspace }> {
  const passwordHash = user.password === undefined ? null : await hashPassword(user.password);
  const userId = newId("user");
  const displayName = user.name ?? user.email.split("@")[0] ?? user.email;
  return inTransaction(given.db, async (tx) => {
    const row = { id: userId, email: user.email, name: user.name, image: user.image ?? null, passwordHash };
    const { count } = await tx.user.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) {
      const message = "has an account already: sign in instead";
      throw new AppError("already_exists", `email: ${message}`, { errors: [{ path: "email", message }] });
    }
    if (user.oauthAccount !== undefined) await tx.oauthAccount.create({ data: { ...user.oauthAccount, userId } });
    const name = user.workspaceName ?? personalWorkspaceName(displayName);
    const workspace = await insertWorkspace(tx, { name, personal: true, ownerId: userId });
    const ctx: Context = {
      workspace,
      actor: { kind: "user", id: userId, name: displayName, role: "owner" },
      requestId: given.requestId,
      ip: given.ip,
      db: tx,
      services: given.services,
      afterCommit: (work) => work(),
    };
    await seedEventTypes(ctx);
    await recordAudit(ctx, { action: "user.signed_up", targetKind: "user", targetId: userId });
    return { userId, workspace };
  });
}

const NAME_LENGTH_MAX = 80;

function personalWorkspaceName(displayName: string): string {
  const suffix = "’s workspace";
  // Cut by characters as people see them, so that an emoji is not halved.
  const characters = Array.from(new Intl.Segmenter().segment(displayName), ({ segment }) => segment);
  let name = "";
  for (const character of characters) {
    if (name.length + character.length + suffix.length > NAME_LENGTH_MAX) break;
    name += character;
  }
  return `${name.trimEnd()}${suffix}`;
}
