import type { Home } from "../home/home";
import type { OpenDatabase } from "../home/open-database";
import { readSecrets } from "../home/secrets";

const LOOPBACK = "127.0.0.0/8,::1/128";

export type Address = { host: string; port: number; publicUrl: string };

/** @returns where the web process listens and under which address people reach it, by HOST, PORT and POSTHORN_PUBLIC_URL. */
export function readAddress(env: NodeJS.ProcessEnv = process.env): Address {
  const host = env.HOST || "127.0.0.1";
  const port = Number(env.PORT || 3001);
  return { host, port, publicUrl: env.POSTHORN_PUBLIC_URL || `http://localhost:${port}` };
}

/**
 * @returns the environment of web, worker and seed: the caller's, with database, keys and addresses filled in. Where everything
 * runs on this machine and only this machine can call, deliveries may go to loopback, so that things can be tried.
 */
export function childEnv(
  home: Home,
  database: OpenDatabase,
  mode: "production" | "development",
  env: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const { host, port, publicUrl } = readAddress(env);
  const isLocal = database.isEmbedded && isLoopback(host) && isLoopback(new URL(publicUrl).hostname);
  return {
    ...env,
    ...readSecrets(home, env),
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    HOST: host,
    PORT: String(port),
    POSTHORN_HOME: home.folder,
    POSTHORN_DEMO: env.POSTHORN_DEMO || (database.isEmbedded ? "full" : "empty"),
    POSTHORN_PUBLIC_URL: publicUrl,
    NEXTAUTH_URL: env.NEXTAUTH_URL || publicUrl,
    DATABASE_URL: database.url,
    WEBHOOK_ALLOW_PRIVATE_NETWORKS: env.WEBHOOK_ALLOW_PRIVATE_NETWORKS || (isLocal ? LOOPBACK : ""),
  };
}

function isLoopback(host: string): boolean {
  return ["localhost", "::1", "[::1]"].includes(host) || host.startsWith("127.");
}
