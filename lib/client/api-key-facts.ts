import { SCOPES, type Scope } from "@/lib/access/scopes";
import type { ApiKey } from "@/lib/api-keys/schemas";
import { DAY_MS } from "@/lib/core/clock";

const EXPIRES_SOON_MS = 7 * DAY_MS;
export const UNUSED_DAYS = 90;

export type ApiKeyState = "active" | "expiring" | "expired" | "revoked";

/** @returns what a key is good for at `nowMs`. */
export function stateOfKey({ revokedAt, expiresAt }: ApiKey, nowMs: number): ApiKeyState {
  if (revokedAt !== null) return "revoked";
  if (expiresAt === null) return "active";
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (leftMs <= 0) return "expired";
  return leftMs < EXPIRES_SOON_MS ? "expiring" : "active";
}

/** @returns whether a key still opens the API and nobody has used it for 90 days: better to revoke it. */
export function isUnused(key: ApiKey, nowMs: number): boolean {
  const state = stateOfKey(key, nowMs);
  if (state === "expired" || state === "revoked") return false;
  return nowMs - Date.parse(key.lastUsedAt ?? key.createdAt) >= UNUSED_DAYS * DAY_MS;
}

export type Preset = "full" | "send" | "read";

/** Choices of scopes that most keys need. */
export const PRESETS: Record<Preset, { label: string; hint: string; scopes: readonly Scope[] }> = {
  full: {
    label: "Everything",
    hint: "All of the API, members and keys included. For administration.",
    scopes: SCOPES,
  },
  send: {
    label: "Send only",
    hint: "Sends events and sees nothing. For most services.",
    scopes: ["events:write"],
  },
  read: {
    label: "Read only",
    hint: "Sees everything but secrets and the audit log, and changes nothing.",
    scopes: SCOPES.filter((scope) => scope.endsWith(":read") && scope !== "secrets:read" && scope !== "audit:read"),
  },
};

/** @returns a key's scopes in a word or two: the preset they are, or their number. */
export function summariseScopes(scopes: readonly Scope[]): string {
  const same = Object.values(PRESETS).find(
    (preset) => preset.scopes.length === scopes.length && preset.scopes.every((scope) => scopes.includes(scope)),
  );
  return same?.label ?? `${scopes.length} ${scopes.length === 1 ? "scope" : "scopes"}`;
}

/** @returns the scopes by what they are about, in the API's order: `events` → `events:read`, `events:write`. */
export function scopeGroups(): { noun: string; scopes: Scope[] }[] {
  const groups = new Map<string, Scope[]>();
  for (const scope of SCOPES) {
    const noun = scope.slice(0, scope.indexOf(":"));
    groups.set(noun, [...(groups.get(noun) ?? []), scope]);
  }
  return [...groups].map(([noun, scopes]) => ({ noun, scopes }));
}

/** @returns a file of environment variables for a program that uses the key. */
export function envFileOf(origin: string, key: string): string {
  return `POSTHORN_URL=${origin}\nPOSTHORN_API_KEY=${key}\n`;
}
