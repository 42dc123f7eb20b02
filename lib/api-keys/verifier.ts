import { timingSafeEqual } from "node:crypto";
import { LRUCache } from "lru-cache";
import { SCOPES, type Scope } from "@/lib/access";
import { MINUTE_MS } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Sql } from "@/lib/platform/db";
import type { Logger } from "@/lib/platform/logger";
import { publicIdOf } from "./format";

export type VerifiedApiKey = {
  id: string;
  name: string;
  scopes: readonly Scope[];
  workspace: { id: string; slug: string };
};

export type ApiKeyVerifier = {
  /** @throws AppError `unauthenticated`, the same for keys that never were and keys that are revoked. */
  verify(key: string, ip: string | undefined): Promise<VerifiedApiKey>;
  /** Stops honouring what is remembered of a key; other processes follow within a second by themselves. */
  forget(apiKeyId: string): void;
};

// A revoked key must be dead everywhere within 1 s, also where no message says so.
const REMEMBERED_MS = 900;
const KEYS_MAX = 10_000;

type Row = {
  id: string;
  name: string;
  secret_hmac: Buffer;
  scopes: string[];
  expires_at: Date | null;
  revoked_at: Date | null;
  workspace_id: string;
  slug: string;
};

/** A key as it was read, and the text that was last found to be it: one that comes again needs no HMAC. */
type Remembered = { row: Row; verified: VerifiedApiKey; rightKey?: Buffer };

const FIND = `SELECT k.id, k.name, k.secret_hmac, k.scopes, k.expires_at, k.revoked_at, k.workspace_id, w.slug
  FROM api_keys k JOIN workspaces w ON w.id = k.workspace_id WHERE k.public_id = $1`;
const TOUCH = `UPDATE api_keys SET last_used_at = now(), last_used_ip = $2
  WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`;

/** @returns the check of keys of one process: one query per key and second, however many requests come. */
export function createApiKeyVerifier(options: {
  sql: Sql;
  hash: (key: string) => Buffer;
  logger: Logger;
}): ApiKeyVerifier {
  const { sql, hash, logger } = options;
  // "none" is remembered as well, so that a made-up key costs no more than a real one.
  const rows = new LRUCache<string, Remembered | "none">({
    max: KEYS_MAX,
    ttl: REMEMBERED_MS,
    // What is not asked for again is not kept in memory either.
    ttlAutopurge: true,
    // Who waits for a key that runs out or is forgotten meanwhile gets what was just read; it is not remembered.
    ignoreFetchAbort: true,
    fetchMethod: async (publicId) => {
      const [row] = await sql<Row>(FIND, [publicId]);
      return row === undefined ? "none" : { row, verified: verifiedOf(row) };
    },
  });
  const touched = new LRUCache<string, true>({ max: KEYS_MAX, ttl: MINUTE_MS });

  /** Off the request's path: nobody waits for the note of when a key was last used. */
  function touch(id: string, ip: string | undefined): void {
    if (touched.has(id)) return;
    touched.set(id, true);
    sql(TOUCH, [id, ip ?? null]).catch((err: unknown) =>
      logger.warn({ err, apiKeyId: id }, "could not note the last use of an API key"),
    );
  }

  function isRight(remembered: Remembered, key: string): boolean {
    const given = Buffer.from(key);
    const { row, rightKey } = remembered;
    if (rightKey?.length === given.length && timingSafeEqual(rightKey, given)) return true;
    if (!timingSafeEqual(row.secret_hmac, hash(key))) return false;
    remembered.rightKey = given;
    return true;
  }

  return {
    async verify(key, ip) {
      const publicId = publicIdOf(key);
      if (publicId === undefined)
        throw new AppError(
          "unauthenticated",
          "This is not a whole Posthorn API key. Copy it again: it starts with ph_ and ends with its checksum.",
        );
      const remembered = await rows.fetch(publicId);
      if (
        remembered === undefined ||
        remembered === "none" ||
        !isRight(remembered, key) ||
        remembered.row.revoked_at !== null
      )
        throw new AppError(
          "unauthenticated",
          "This API key is unknown or revoked. Use another, or make one under API keys.",
        );
      const { row, verified } = remembered;
      if (row.expires_at !== null && row.expires_at.getTime() <= Date.now())
        throw new AppError(
          "unauthenticated",
          `This API key expired at ${row.expires_at.toISOString()}. Make a new one under API keys.`,
        );
      touch(row.id, ip);
      return verified;
    },
    forget(apiKeyId) {
      for (const [publicId, known] of rows.entries())
        if (known !== "none" && known.row.id === apiKeyId) rows.delete(publicId);
    },
  };
}

function verifiedOf({ id, name, scopes, workspace_id, slug }: Row): VerifiedApiKey {
  return {
    id,
    name,
    scopes: SCOPES.filter((scope) => scopes.includes(scope)),
    workspace: { id: workspace_id, slug },
  };
}
