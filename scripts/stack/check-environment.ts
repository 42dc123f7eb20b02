import { checkRedis } from "@/lib/queue/check";
import { listenOnce } from "../processes/free-port";
import { OperatorError } from "../processes/operator-error";
import { readAddress } from "./child-env";

/**
 * Looks, before anything long begins, whether the port is free and a Redis that was asked for is there.
 *
 * @throws OperatorError that says what to do.
 */
export async function checkEnvironment(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  await checkAddress(env);
  const redisUrl = readRedisUrl(env);
  if (redisUrl === undefined) return;
  await checkRedis(redisUrl).catch((error: unknown) => {
    throw new OperatorError(error instanceof Error ? error.message : String(error), { cause: error });
  });
}

async function checkAddress(env: NodeJS.ProcessEnv): Promise<void> {
  const { host, port, publicUrl } = readAddress(env);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new OperatorError(`PORT is "${env.PORT}": it must be a number from 1 to 65535.`);
  }
  if (!URL.canParse(publicUrl)) {
    throw new OperatorError(
      `POSTHORN_PUBLIC_URL is "${publicUrl}": it must be an address such as https://hooks.example.`,
    );
  }
  await listenOnce(port, host).catch((error: NodeJS.ErrnoException) => {
    const reasons: Record<string, string> = {
      EADDRINUSE: `Port ${port} is in use by another program: stop it, or choose another port, as in PORT=${port + 1} npm start.`,
      EACCES: `Port ${port} may not be used by this user: choose one above 1023 with PORT.`,
    };
    const otherwise = `Posthorn cannot listen on ${host}:${port} (${error.message}): correct HOST or PORT.`;
    throw new OperatorError(reasons[error.code ?? ""] ?? otherwise, { cause: error });
  });
}

function readRedisUrl({ REDIS_URL, REDIS_HOST, REDIS_PORT, REDIS_PASSWORD }: NodeJS.ProcessEnv): string | undefined {
  if (REDIS_URL) return REDIS_URL;
  if (!REDIS_HOST) return undefined;
  const password = REDIS_PASSWORD ? `:${encodeURIComponent(REDIS_PASSWORD)}@` : "";
  return `redis://${password}${REDIS_HOST}:${REDIS_PORT || 6379}`;
}
