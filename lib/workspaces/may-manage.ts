import type { Actor, Role } from "@/lib/access";
import { AppError } from "@/lib/core/errors";

/** Owners alone make, change and remove owners; for an API key, which has no role, owners are out of reach as for an admin. */
export function mayManage(actor: Actor, role: Role): boolean {
  return role !== "owner" || actor.kind === "system" || (actor.kind === "user" && actor.role === "owner");
}

/** @throws AppError `forbidden` when the actor reaches for owners without being one. */
export function requireMayManage(actor: Actor, ...roles: Role[]): void {
  if (roles.every((role) => mayManage(actor, role))) return;
  throw new AppError("forbidden", "Only an owner may appoint, change or remove owners. Ask an owner of the workspace.");
}
