import { DAY_MS } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { Database } from "@/lib/platform/db";
import type { Logger } from "@/lib/platform/logger";

/** What the cookie of a session says. One from before sessions had rows carries the user's version instead of an id. */
export type SessionClaim = { userId: string; sessionId: string } | { userId: string; version: number };

export type FoundSession = {
  /** Undefined for one from before sessions had rows. */
  id: string | undefined;
  user: { id: string; email: string; name: string | null };
};

type Access = Pick<Database, "sql">;

export const SESSION_MS = 30 * DAY_MS;
const SESSIONS_MAX = 100;
const USER_AGENT_LENGTH_MAX = 500;

const OPEN = `
INSERT INTO sessions (id, user_id, version, user_agent, ip, expires_at)
SELECT $1, id, $3, $4, $5, now() + make_interval(secs => $6 / 1000.0) FROM users WHERE id = $2`;

// What is replaced, what has ended or expired, and what is over the number that a list can show.
const TIDY = `
DELETE FROM sessions WHERE user_id = $1 AND (id = $2 OR version < $3 OR expires_at <= now() OR id IN (
  SELECT id FROM sessions WHERE user_id = $1 ORDER BY last_seen_at DESC, id DESC OFFSET ${SESSIONS_MAX}))`;

/**
 * Begins a session, always with a new row: an id that was there before somebody signed in is worth nothing after.
 * @param version the user's session version that went with what was checked: one raised meanwhile makes this no session.
 * @param replaces the session of the same browser and person that it takes the place of.
 * @returns the id that the cookie is to carry.
 */
export async function openSession(
  { sql }: Access,
  session: {
    userId: string;
    version: number;
    userAgent: string | null;
    ip: string | undefined;
    replaces?: string;
  },
): Promise<string> {
  const id = newId("session");
  const { userId, version, userAgent, ip, replaces } = session;
  const agent = userAgent?.slice(0, USER_AGENT_LENGTH_MAX).replaceAll("\0", "") ?? null;
  await sql(OPEN, [id, userId, version, agent, ip ?? null, SESSION_MS]);
  await sql(TIDY, [userId, replaces ?? null, version]);
  return id;
}

const FIND = `
SELECT u.id, u.email, u.name, u.session_version, s.version, s.last_seen_at < now() - interval '5 minutes' AS is_stale
FROM users u LEFT JOIN sessions s ON s.id = $2 AND s.user_id = u.id AND s.expires_at > now()
WHERE u.id = $1`;
const TOUCH = `
UPDATE sessions SET last_seen_at = now(), ip = coalesce($2, ip) WHERE id = $1 AND last_seen_at < now() - interval '5 minutes'`;

type Row = {
  id: string;
  email: string;
  name: string | null;
  session_version: number;
  version: number | null;
  is_stale: boolean | null;
};

/**
 * Looks a session up: one query, every time, so that one that was ended is none in every process at once.
 * @returns null when it was ended, has expired, or never was.
 */
export async function findSession(
  { sql, logger }: Access & { logger: Logger },
  claim: SessionClaim,
  ip: string | undefined,
): Promise<FoundSession | null> {
  const sessionId = "sessionId" in claim ? claim.sessionId : undefined;
  const [row] = await sql<Row>(FIND, [claim.userId, sessionId ?? null]);
  const version = "sessionId" in claim ? row?.version : claim.version;
  if (row === undefined || version !== row.session_version) return null;
  // Nobody waits for the note of when it was last seen.
  if (sessionId !== undefined && row.is_stale === true)
    sql(TOUCH, [sessionId, ip ?? null]).catch((err: unknown) =>
      logger.warn({ err, sessionId }, "could not note when a session was last seen"),
    );
  return { id: sessionId, user: { id: row.id, email: row.email, name: row.name } };
}

const RENEW = `
UPDATE sessions s SET expires_at = now() + make_interval(secs => $3 / 1000.0) FROM users u
WHERE s.id = $2 AND s.user_id = $1 AND u.id = s.user_id AND s.version = u.session_version AND s.expires_at > now()
RETURNING s.id`;

/** Lets a session that goes on expire later, as its renewed cookie does. @returns whether there is one. */
export async function renewSession(access: Access & { logger: Logger }, claim: SessionClaim): Promise<boolean> {
  if (!("sessionId" in claim)) return (await findSession(access, claim, undefined)) !== null;
  return (await access.sql(RENEW, [claim.userId, claim.sessionId, SESSION_MS])).length > 0;
}

/** Ends the session of a browser that signs out. */
export async function closeSession({ sql }: Access, claim: SessionClaim): Promise<void> {
  if ("sessionId" in claim)
    await sql("DELETE FROM sessions WHERE id = $1 AND user_id = $2", [claim.sessionId, claim.userId]);
}

/** Takes away the rows of sessions that have expired. @returns how many. */
export async function deleteExpiredSessions({ sql }: Access): Promise<number> {
  return (await sql("DELETE FROM sessions WHERE expires_at <= now() RETURNING 1")).length;
}
