import type { Role } from "@/lib/access";
import type { Operation } from "@/lib/http/operation";

/** Who may do what, written down a second time and by hand: the product's own table is what is being tested. */

const EVERY_ROLE: readonly Role[] = ["owner", "admin", "developer", "viewer"];
const WORKING: readonly Role[] = ["owner", "admin", "developer"];
const ADMINISTERING: readonly Role[] = ["owner", "admin"];

const ROLES_BY_SCOPE: Record<string, readonly Role[]> = {
  "events:read": EVERY_ROLE,
  "events:write": WORKING,
  "webhooks:read": EVERY_ROLE,
  "webhooks:write": WORKING,
  "secrets:read": WORKING,
  "deliveries:read": EVERY_ROLE,
  "deliveries:write": WORKING,
  "event-types:read": EVERY_ROLE,
  "event-types:write": WORKING,
  "projects:read": EVERY_ROLE,
  "projects:write": WORKING,
  "inboxes:read": EVERY_ROLE,
  "inboxes:write": WORKING,
  "stats:read": EVERY_ROLE,
  "members:read": EVERY_ROLE,
  "members:write": ADMINISTERING,
  "api-keys:read": EVERY_ROLE,
  "api-keys:write": ADMINISTERING,
  "audit:read": WORKING,
  "settings:write": ADMINISTERING,
};

/** What is a person's own and so nothing that a key could do. */
const PEOPLE_ONLY = new Set([
  "getProfile",
  "updateProfile",
  "changePassword",
  "signOutEverywhere",
  "listSessions",
  "endOtherSessions",
  "endSession",
  "listWorkspaces",
  "createWorkspace",
  "acceptInvitation",
]);

/** Anybody may ask, and who may not is told by what is asked for: leaving is for everybody, removing is not. */
export const JUDGED_BY_ROW: Record<string, string> = { removeMember: "members:write" };

export type Standing =
  | { kind: "nobody" }
  /** A key or session that is worth nothing (any more). */
  | { kind: "refused" }
  /** A person who is signed in, and has no place in the workspace that is named. */
  | { kind: "stranger" }
  | { kind: "key"; scopes: readonly string[] }
  | { kind: "person"; role: Role; foreignPage?: boolean };

/** Status of the refusal; null for an actor who may make the call. */
export function refusalOf({ id, scope, method }: Operation, standing: Standing): 401 | 403 | 404 | null {
  if (scope === "public") return null;
  if (standing.kind === "nobody" || standing.kind === "refused") return 401;
  if (standing.kind === "stranger") return 404;
  if (standing.kind === "key") {
    if (PEOPLE_ONLY.has(id)) return 403;
    return scope === "authenticated" || standing.scopes.includes(scope) ? null : 403;
  }
  if (standing.foreignPage === true && method !== "GET") return 403;
  return scope === "authenticated" || rolesOf(scope).includes(standing.role) ? null : 403;
}

/** Whether the row itself is out of an actor's reach, for calls that only then are refused. */
export function isRowRefused({ id }: Operation, standing: Standing): boolean {
  const scope = JUDGED_BY_ROW[id];
  if (scope === undefined) return false;
  if (standing.kind === "key") return !standing.scopes.includes(scope);
  return standing.kind === "person" && !rolesOf(scope).includes(standing.role);
}

function rolesOf(scope: string): readonly Role[] {
  const roles = ROLES_BY_SCOPE[scope];
  if (roles === undefined) throw new Error(`Say in rules.ts which roles may ${scope}.`);
  return roles;
}
