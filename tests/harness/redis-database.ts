import { Redis } from "ioredis";
import { inject } from "vitest";

/** @returns the URL of a database of the shared Redis that no other test uses. Channels are not per database: name them by unique ids. */
export async function redisDatabase(): Promise<string> {
  const shared = inject("redisUrl");
  const client = new Redis(shared);
  const number = await client.incr("databases-handed-out");
  client.disconnect();
  return `${shared}/${number}`;
}
