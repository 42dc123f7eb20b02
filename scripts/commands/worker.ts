import { buildIfChanged } from "../build/build";
import { openHome, type Home } from "../home/home";
import type { OpenDatabase } from "../home/open-database";
import { embeddedPostgresUrl } from "../postgres/embedded";
import { waitUntilReady } from "../postgres/readiness";
import { OperatorError } from "../processes/operator-error";
import { superviseProcess } from "../processes/supervise";
import { childEnv } from "../stack/child-env";
import { handleSignals } from "../stack/stop-in-order";

const GRACE_MS = 40_000;

/** `npm run worker`: one more worker, for the database of DATABASE_URL or of the Posthorn that runs from this home. */
export async function run(): Promise<void> {
  const home = openHome();
  const database = await findDatabase(home);
  await buildIfChanged();
  const shutdown = handleSignals();
  const worker = superviseProcess("worker", "dist/worker.js", childEnv(home, database, "production"));
  shutdown.add({ stop: () => worker.stop(GRACE_MS), kill: worker.kill });
  const words = await worker.failed;
  await shutdown.stopAll();
  throw new OperatorError(`The worker did not start: ${words}`);
}

async function findDatabase(home: Home): Promise<OpenDatabase> {
  const given = process.env.DATABASE_URL;
  const url = given || embeddedPostgresUrl(home);
  const isRunning =
    url !== undefined &&
    (await waitUntilReady(url, 3_000).then(
      () => true,
      () => false,
    ));
  if (isRunning) return { url, isEmbedded: !given, isKeeper: false, close: async () => undefined };
  throw new OperatorError(
    given
      ? "The PostgreSQL that DATABASE_URL names does not answer: start it, or correct the address."
      : `No Posthorn runs from ${home.folder}: start it with npm start, or set DATABASE_URL.`,
  );
}
