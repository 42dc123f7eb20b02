import type { Actor } from "@/lib/access";
import { recordAudit } from "@/lib/audit";
import { type Door, personalContext } from "./door";

/** Puts a sign-in on record in the person's own workspace. */
export async function recordSignIn(
  door: Omit<Door, "throttle">,
  userId: string,
  outcome: "succeeded" | "failed",
): Promise<void> {
  const ctx = await personalContext(door, userId);
  if (ctx === null) return;
  // Who fails to sign in has not shown to be that person.
  const actor: Actor = outcome === "succeeded" ? ctx.actor : { kind: "system", name: "sign-in" };
  const action = outcome === "succeeded" ? "user.signed_in" : "user.sign_in_failed";
  await recordAudit({ ...ctx, actor }, { action, targetKind: "user", targetId: userId });
}
