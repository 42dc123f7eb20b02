import { AppError } from "@/lib/core/errors";
import type { Actor } from "./actor";
import type { Role } from "./roles";

/** What a key may be given. Reading a secret is a scope of its own: a key that lists webhooks need not know how to forge them. */
export const SCOPES = [
  "events:read",
  "events:write",
  "webhooks:read",
  "webhooks:write",
  "secrets:read",
  "deliveries:read",
  "deliveries:write",
  "event-types:read",
  "event-types:write",
  "projects:read",
  "projects:write",
  "inboxes:read",
  "inboxes:write",
  "stats:read",
  "members:read",
  "members:write",
  "api-keys:read",
  "api-keys:write",
  "audit:read",
  "settings:write",
] as const;
export type Scope = (typeof SCOPES)[number];

const READ = SCOPES.filter((scope) => scope.endsWith(":read") && scope !== "secrets:read" && scope !== "audit:read");
const ADMINISTRATION: readonly Scope[] = ["members:write", "api-keys:write", "settings:write"];

const ROLE_SCOPES: Record<Role, ReadonlySet<Scope>> = {
  owner: new Set(SCOPES),
  admin: new Set(SCOPES),
  developer: new Set(SCOPES.filter((scope) => !ADMINISTRATION.includes(scope))),
  viewer: new Set(READ),
};

/** @returns whether the actor may do what `scope` names. */
export function allows(actor: Actor, scope: Scope): boolean {
  switch (actor.kind) {
    case "system":
      return true;
    case "user":
      return ROLE_SCOPES[actor.role].has(scope);
    case "api_key":
      return actor.scopes.includes(scope);
    default: {
      const never: never = actor;
      return never;
    }
  }
}

/** @throws AppError `insufficient_scope` that names the missing scope, or `forbidden` that names the role. */
export function requireScope(actor: Actor, scope: Scope): void {
  if (allows(actor, scope)) return;
  if (actor.kind === "api_key")
    throw new AppError("insufficient_scope", `This API key lacks the scope ${scope}. Use a key that has it.`);
  const role = actor.kind === "user" ? actor.role : actor.name;
  throw new AppError(
    "forbidden",
    `The role ${role} may not do this: it needs ${scope}. Ask an owner or admin of the workspace.`,
  );
}
