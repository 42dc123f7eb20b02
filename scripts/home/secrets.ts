import { randomBytes } from "node:crypto";
import type { Home } from "./home";

const SECRETS_FILE = "secrets.json";

/** Without these keys nothing starts; losing them makes stored secrets, API keys and sessions worthless. */
export type Secrets = Record<"POSTHORN_ENCRYPTION_KEYS" | "POSTHORN_API_KEY_PEPPER" | "NEXTAUTH_SECRET", string>;

/** @returns the keys of this home, made at its first start and kept ever after; one that the environment gives goes before. */
export function readSecrets(home: Home, env: NodeJS.ProcessEnv = process.env): Secrets {
  const stored = home.read<Secrets>(SECRETS_FILE) ?? generateSecrets();
  home.write(SECRETS_FILE, stored);
  const given = Object.keys(stored).flatMap((name) => (env[name] ? [[name, env[name]]] : []));
  return { ...stored, ...Object.fromEntries(given) };
}

function generateSecrets(): Secrets {
  return {
    POSTHORN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}`,
    POSTHORN_API_KEY_PEPPER: randomBytes(32).toString("base64url"),
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
  };
}
