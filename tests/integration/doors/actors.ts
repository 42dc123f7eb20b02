import { createApiKey, revokeApiKey } from "@/lib/api-keys";
import { generateApiKey } from "@/lib/api-keys/format";
import { newId } from "@/lib/core/ids";
import { type Scope, SCOPES } from "@/lib/access";
import { type Role, ROLES } from "@/lib/access/roles";
import type { Operation } from "@/lib/http/operation";
import type { Api, Tenant } from "@/tests/harness/api";
import { cookieOf, signInAs } from "@/tests/harness/person";
import type { Standing } from "./rules";

export type Actor = {
  name: string;
  standing: Standing;
  headers: Record<string, string>;
  /** The own account of a session. */
  person?: { id: string; email: string };
};

const OWN_PAGE = { "Sec-Fetch-Site": "same-origin" };
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

/** Keys live through the whole test; those that have scopes are as good as any. */
export async function makeKeys(
  api: Api,
  own: Tenant,
  third: Tenant,
): Promise<(operation: Operation) => Promise<Actor[]>> {
  const make = async (scopes: Scope[]) => createApiKey(own.ctx, { name: "own", scopes });
  const sql = api.runtime.database.sql;
  const expired = await make([...SCOPES]);
  await sql("UPDATE api_keys SET expires_at = now() - interval '1 s' WHERE id = $1", [expired.id]);
  const revoked = await make([...SCOPES]);
  await revokeApiKey(own.ctx, revoked.id);
  const cut = own.key.slice(0, -1);
  // Well-formed, of a row that exists, and not its key.
  const guessed = generateApiKey();
  const target = await make([...SCOPES]);
  await sql("UPDATE api_keys SET public_id = $2 WHERE id = $1", [target.id, guessed.publicId]);
  const without = new Map<string, string>();
  const refused = { kind: "refused" } as const;
  const lasting: Actor[] = [
    { name: "nobody", standing: { kind: "nobody" }, headers: {} },
    { name: "garbage for a key", standing: refused, headers: bearer("ph_garbage") },
    { name: "a key that is cut", standing: refused, headers: bearer(cut) },
    { name: "a guessed key with a known public id", standing: refused, headers: bearer(guessed.key) },
    { name: "an expired key", standing: refused, headers: bearer(expired.key) },
    { name: "a revoked key", standing: refused, headers: bearer(revoked.key) },
    { name: "a key with every scope", standing: { kind: "key", scopes: SCOPES }, headers: bearer(own.key) },
    {
      name: "a key of a third workspace",
      standing: { kind: "key", scopes: SCOPES },
      // An address or a header names no workspace for a key: it has its own.
      headers: { ...bearer(third.key), "X-Posthorn-Workspace": own.ctx.workspace.slug },
    },
  ];
  return async ({ scope }) => {
    const scopes = SCOPES.filter((other) => other !== scope);
    const known = without.get(scope) ?? (await make(scopes)).key;
    without.set(scope, known);
    return [...lasting, { name: "a key without the scope", standing: { kind: "key", scopes }, headers: bearer(known) }];
  };
}

/** People live for one operation, because some operations end a session or an account's membership. */
export async function makePeople(api: Api, own: Tenant): Promise<Actor[]> {
  const { workspace } = own.ctx;
  const { prisma, sql } = api.runtime.database;
  const someone = async (role?: Role) => {
    const id = newId("user");
    const person = { id, email: `${id}@example.com` };
    await prisma.user.create({ data: { ...person, name: "Own" } });
    if (role !== undefined)
      await prisma.member.create({ data: { id: newId("member"), workspaceId: workspace.id, userId: id, role } });
    const cookie = await signInAs(api, id);
    return { person, headers: { Cookie: cookie, "X-Posthorn-Workspace": workspace.slug, ...OWN_PAGE } };
  };
  const people: Actor[] = [];
  for (const role of ROLES)
    people.push({ name: `session of ${role}`, standing: { kind: "person", role }, ...(await someone(role)) });

  const lured = await someone("owner");
  const foreignPage = { ...lured.headers, "Sec-Fetch-Site": "cross-site" };
  const byLure = { kind: "person", role: "owner", foreignPage: true } as const;
  people.push({ name: "session of owner, lured by another site", standing: byLure, ...lured, headers: foreignPage });

  people.push({ name: "session of a stranger", standing: { kind: "stranger" }, ...(await someone()) });
  const left = await someone("owner");
  await sql("DELETE FROM members WHERE user_id = $1", [left.person.id]);
  people.push({ name: "session of a removed member", standing: { kind: "stranger" }, ...left });

  const refused = { kind: "refused" } as const;
  const ended = await someone("owner");
  await sql("DELETE FROM sessions WHERE user_id = $1", [ended.person.id]);
  people.push({ name: "ended session of owner", standing: refused, ...ended });
  const expired = await someone("owner");
  await sql("UPDATE sessions SET expires_at = now() - interval '1 s' WHERE user_id = $1", [expired.person.id]);
  people.push({ name: "expired session of owner", standing: refused, ...expired });
  const forged = await someone("owner");
  const otherSecret = { env: { ...api.runtime.env, NEXTAUTH_SECRET: "x".repeat(32) } };
  const Cookie = await cookieOf(otherSecret, { sub: forged.person.id, version: 1 });
  people.push({
    name: "forged session of owner",
    standing: refused,
    ...forged,
    headers: { ...forged.headers, Cookie },
  });
  return people;
}
