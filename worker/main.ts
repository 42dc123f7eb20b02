import { checkRedis, RedisAway } from "@/lib/queue";
import { loadEnv, queueConnection } from "@/lib/platform/env";
import { closeRuntime, startRuntime } from "@/lib/runtime";
import { startWorker } from "./runtime";

/** The delivery process. Stops in order on the first SIGTERM or SIGINT, and at once on the second. */
async function main(): Promise<void> {
  const env = loadEnv();
  const connection = queueConnection(env);
  const runtime = startRuntime("worker", env);
  const { logger } = runtime;
  // A worker that comes back while Redis is away still delivers: it finds by itself what is due.
  if (connection.backend === "redis")
    await checkRedis(connection.url).catch((err: unknown) => {
      if (!(err instanceof RedisAway)) throw err;
      logger.warn({ err }, "there is no Redis; what is due is looked for every two seconds until it is back");
    });
  process.on("unhandledRejection", (err) => logger.error({ err }, "a promise was rejected and nobody looked"));

  const worker = await startWorker(runtime, () => {
    logger.fatal("deliveries are due, and none has been claimed for 30 s: ending, to be started anew");
    process.exit(1);
  });

  let isStopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    logger.info({ signal }, "stopping");
    void worker
      .close()
      .then(closeRuntime)
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, "stopping failed");
          process.exit(1);
        },
      );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
