import type { Role } from "./roles";
import type { Scope } from "./scopes";

/** Who does it. A user acts by role, a key by scopes, the system (worker, seed, in-process service) by itself. */
export type Actor =
  | {
      kind: "user";
      id: string;
      name: string;
      role: Role;
      /** The session they act in, where they act in one. */
      sessionId?: string;
    }
  | { kind: "api_key"; id: string; name: string; scopes: readonly Scope[] }
  | { kind: "system"; name: string };

/** @returns the actor as attempts and bulk jobs store it: `usr_…`, `key_…` or the system's name. */
export function actorLabel(actor: Actor): string {
  return actor.kind === "system" ? actor.name : actor.id;
}
