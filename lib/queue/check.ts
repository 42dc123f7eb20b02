import { Redis } from "ioredis";
import { SECOND_MS } from "@/lib/core/clock";
import { parseUrl } from "@/lib/core/parse-url";
import { asError } from "@/lib/platform/log-errors";

const LIMIT_MS = 3 * SECOND_MS;
/** BullMQ runs from 5.0 on, and advises 6.2. */
const VERSION_MIN = [6, 2] as const;

/** There is no Redis at the address just now. Whoever can do without a queue for a while may go on. */
export class RedisAway extends Error {}

const AWAY = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);
/** What ioredis says, without a code, of a server that takes a connection and does not answer. */
const SILENT = /^(Command timed out|Connection is closed\.?)$/;

/**
 * Makes sure, before anything starts, that a Redis can be trusted with a queue: it answers, is new enough, and refuses
 * writes when it is full. (One that evicts keys instead loses jobs without a word.)
 * @throws Error of one sentence that says what is wrong and what to do, without the password; a `RedisAway` when
 * nothing answers.
 */
export async function checkRedis(url: string): Promise<void> {
  const info = await readInfo(url);
  const problem = findProblem(info);
  if (problem !== null) throw new Error(`Redis at ${addressOf(url)} ${problem}`);
}

async function readInfo(url: string): Promise<string> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: LIMIT_MS,
    commandTimeout: LIMIT_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // ioredis rejects with "Connection is closed"; the reason comes as an event.
  let reason: Error | null = null;
  client.on("error", (error: Error) => (reason ??= error));
  try {
    await client.connect();
    return await client.info();
  } catch (error) {
    const { message, code = "" }: NodeJS.ErrnoException = reason ?? asError(error);
    const advice = "start it, correct REDIS_URL or REDIS_HOST, or unset both to keep the queue in PostgreSQL";
    const Refusal = AWAY.has(code) || SILENT.test(message) ? RedisAway : Error;
    throw new Refusal(`Redis at ${addressOf(url)} cannot be used (${message}): ${advice}.`, { cause: error });
  } finally {
    client.disconnect();
  }
}

/** @returns what makes this Redis unfit, as the end of a sentence, or null. */
export function findProblem(info: string): string | null {
  const version = readField(info, "redis_version") ?? "0";
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < VERSION_MIN[0] || (major === VERSION_MIN[0] && minor < VERSION_MIN[1]))
    return `is version ${version}: the queue needs ${VERSION_MIN.join(".")} or newer.`;
  const policy = readField(info, "maxmemory_policy");
  if (policy !== null && policy !== "noeviction")
    return `has maxmemory-policy ${policy} and would drop jobs when it is full: set it with "CONFIG SET maxmemory-policy noeviction", and in redis.conf.`;
  return null;
}

function readField(info: string, name: string): string | null {
  return new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(info)?.[1] ?? null;
}

function addressOf(url: string): string {
  return parseUrl(url)?.host ?? "the address given";
}
