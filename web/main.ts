import { createServer } from "node:http";
import { MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import { closeStreams } from "@/lib/http/open-streams";
import { loadEnv, publicUrl } from "@/lib/platform/env";
import { closeRuntime, startRuntime } from "@/lib/runtime";
import { createListener } from "./create-listener";
import { listen } from "./listen";
import { stopOnSignals } from "./stop-on-signals";

// Longer than the idle time of usual proxies (60 s), so that they and not we close a connection they may just be using.
const KEEP_ALIVE_MS = 65 * SECOND_MS;
const HEADERS_MS_MAX = MINUTE_MS;
const ENSURE_PARTITIONS = "SELECT ensure_partitions(now() - interval '7 days', now() + interval '28 days')";

/** The web process: pages and the API through Next, inboxes by itself. */
async function main(): Promise<void> {
  const env = loadEnv();
  const dev = env.NODE_ENV === "development";
  // React and Next choose their builds by it when they are loaded.
  Object.assign(process.env, { NODE_ENV: dev ? "development" : "production" });
  const runtime = startRuntime("web", env);
  const { logger, services, database } = runtime;
  process.on("unhandledRejection", (err) => logger.error({ err }, "a promise was rejected and nobody looked"));

  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: HEADERS_MS_MAX });
  const { default: next } = await import("next");
  // Next drops connections that offer an upgrade, as `curl --http2` does, and has none to serve but in development: so
  // it listens for them on a server that nobody calls, and the offer goes unanswered (RFC 9110, 7.8).
  const httpServer = dev ? server : createServer();
  const app = next({ dev, dir: process.cwd(), hostname: env.HOST, port: env.PORT, httpServer });
  // A worker does this every hour; a database that is down just now is no reason not to start.
  const partitions = database
    .sql(ENSURE_PARTITIONS)
    .catch((err: unknown) => logger.warn({ err }, "partitions are not ensured"));
  await Promise.all([app.prepare(), partitions]);

  const receiver = { ...services, sql: database.sql };
  const { listener, clientError, activeRequests } = createListener({
    receiver,
    trustProxy: env.TRUST_PROXY,
    nextHandler: app.getRequestHandler(),
  });
  server.on("request", listener);
  server.on("clientError", clientError);
  const stopListening = await listen(server, env.HOST, env.PORT);
  stopOnSignals({
    server,
    logger,
    stopListening,
    activeRequests,
    endStreams: closeStreams,
    close: async () => {
      await app.close();
      await closeRuntime();
    },
  });
  logger.info({ url: publicUrl(env), host: env.HOST, port: env.PORT }, "web is ready");
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
