import { openEmbeddedPostgres } from "../postgres/embedded";
import { openHome } from "./home";

export type OpenDatabase = {
  url: string;
  isEmbedded: boolean;
  isKeeper: boolean;
  close: (mode?: "fast" | "immediate") => Promise<void>;
};

/** @returns the database that DATABASE_URL names, else the embedded one of POSTHORN_HOME, started if it is not running. */
export async function openDatabase(env: NodeJS.ProcessEnv = process.env): Promise<OpenDatabase> {
  if (env.DATABASE_URL) {
    return { url: env.DATABASE_URL, isEmbedded: false, isKeeper: false, close: async () => undefined };
  }
  return { ...(await openEmbeddedPostgres(openHome(env))), isEmbedded: true };
}
