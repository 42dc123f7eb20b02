import { Redis } from "ioredis";
import type { Sql } from "@/lib/platform/db";

/** A text that somebody could read, and where. */
export type Place = { where: string; text: string };

/** Every row of every table in the database, BullMQ's among them, a place a table. */
export async function readDatabase(sql: Sql): Promise<Place[]> {
  const tables = await sql<{ name: string }>(`
    SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`);
  const places: Place[] = [];
  for (const { name } of tables) {
    const rows = await sql<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t`);
    const text = rows.map(({ row }) => row).join("\n");
    // Bytes are written in hexadecimal; what they say is looked through too.
    const bytes = [...text.matchAll(/\\\\x([0-9a-f]+)/g)].map(([, hex]) =>
      Buffer.from(hex ?? "", "hex").toString("latin1"),
    );
    places.push({ where: `database ${name}`, text: [text, ...bytes].join("\n") });
  }
  return places;
}

/** Every key of a Redis database with all of its value, and whatever is said on any channel meanwhile. */
export async function watchRedis(url: string): Promise<{ read: () => Promise<Place[]>; close: () => void }> {
  const [client, listener] = [new Redis(url), new Redis(url)];
  const said: string[] = [];
  listener.on("pmessage", (_pattern, channel, message) => said.push(`${String(channel)} ${String(message)}`));
  await listener.psubscribe("*");
  const readers: Record<string, (key: string) => Promise<unknown>> = {
    string: (key) => client.get(key),
    hash: (key) => client.hgetall(key),
    list: (key) => client.lrange(key, 0, -1),
    set: (key) => client.smembers(key),
    zset: (key) => client.zrange(key, "0", "-1"),
    stream: (key) => client.xrange(key, "-", "+"),
  };
  return {
    async read() {
      const places: Place[] = [{ where: "redis channels", text: said.join("\n") }];
      for (const key of await client.keys("*")) {
        const type = await client.type(key);
        places.push({ where: `redis ${key}`, text: `${key} ${JSON.stringify(await readers[type]?.(key))}` });
      }
      return places;
    },
    close() {
      client.disconnect();
      listener.disconnect();
    },
  };
}

/** Spellings in which a secret could lie about. */
function spellingsOf(secret: string): string[] {
  const buffer = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    buffer.toString("base64").replace(/=+$/, ""),
    buffer.toString("base64url"),
    buffer.toString("hex"),
  ];
}

/** @returns `secret in place` for each that is found. */
export function findSecrets(secrets: Record<string, string>, places: readonly Place[]): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    places
      .filter(({ text }) => spellingsOf(secret).some((spelling) => text.includes(spelling)))
      .map(({ where }) => `${name} in ${where}`),
  );
}
