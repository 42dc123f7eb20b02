import { createServer, type AddressInfo } from "node:net";
import { Redis } from "ioredis";
import { expect, onTestFinished, test } from "vitest";
import { checkRedis, RedisAway } from "@/lib/queue";
import { startRedis } from "../../harness/redis";

async function startWith(...settings: string[]) {
  const redis = await startRedis({ settings });
  onTestFinished(() => redis.kill());
  return redis;
}

test("a Redis that never evicts is accepted", async () => {
  const redis = await startWith("--maxmemory-policy", "noeviction");
  await expect(checkRedis(redis.url)).resolves.toBeUndefined();
});

test("a Redis that evicts keys is refused, with the command that mends it", async () => {
  const redis = await startWith("--maxmemory-policy", "allkeys-lru");
  await expect(checkRedis(redis.url)).rejects.toThrow(
    /maxmemory-policy allkeys-lru .*CONFIG SET maxmemory-policy noeviction/,
  );
});

test("a Redis that is not there, or asks for another password, is refused in one sentence without the password", async () => {
  const redis = await startWith();
  const admin = new Redis(redis.url);
  await admin.config("SET", "requirepass", "other");
  admin.disconnect();
  const url = `redis://:sesame@${new URL(redis.url).host}`;
  const refusal = await checkRedis(url).catch((error: unknown) => error);
  await redis.kill();
  const absence = await checkRedis(url).catch((error: unknown) => error);
  expect([refusal, absence].map((error) => error instanceof RedisAway)).toEqual([false, true]);
  const [wrong, gone] = [String(refusal), String(absence)];
  expect(wrong).toMatch(
    /^Error: Redis at 127\.0\.0\.1:\d+ cannot be used \(WRONGPASS [^)]*\): start it, correct REDIS_URL .*\.$/,
  );
  expect(gone).toMatch(
    /^Error: Redis at 127\.0\.0\.1:\d+ cannot be used \(connect ECONNREFUSED [^)]*\): start it, .*\.$/,
  );
  expect(`${wrong} ${gone}`).not.toContain("sesame");
});

test("a Redis that takes connections and says nothing is away, as one that is not there", async () => {
  const mute = createServer();
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void mute.close());
  const { port } = mute.address() as AddressInfo;
  await expect(checkRedis(`redis://127.0.0.1:${port}`)).rejects.toBeInstanceOf(RedisAway);
});
