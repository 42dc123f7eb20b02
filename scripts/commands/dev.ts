import { generateClient } from "../build/build";
import { buildBundles, watchBundles } from "../build/bundles";
import { openHome } from "../home/home";
import { checkEnvironment } from "../stack/check-environment";
import { childEnv, readAddress } from "../stack/child-env";
import { openStackDatabase } from "../stack/open-stack-database";
import { printWelcome } from "../stack/print-welcome";
import { runProcesses, waitUntilServing } from "../stack/run-processes";
import { seedDemo } from "../stack/seed";
import { handleSignals } from "../stack/stop-in-order";
import { showStep } from "../processes/progress";

const FOLDER = "dist/dev";

/** `npm run dev`: as `npm start`, but pages reload as Next does, and web and worker start anew when their sources change. */
export async function run(): Promise<void> {
  const home = openHome();
  const address = readAddress();
  await checkEnvironment();
  await generateClient();
  const shutdown = handleSignals();
  try {
    await showStep("bundling web and worker", () => buildBundles(FOLDER));
    const database = await openStackDatabase(home, shutdown);
    const env = childEnv(home, database, "development");
    await seedDemo(`${FOLDER}/seed.js`, env);
    const processes = runProcesses(FOLDER, env, shutdown);
    const watcher = await watchBundles(FOLDER, (changed) => {
      if (changed.includes("web")) processes.web.restart();
      if (changed.includes("worker")) processes.worker.restart();
    });
    shutdown.add({ stop: () => watcher.dispose(), kill: () => watcher.dispose() });
    await showStep("starting web and worker", () => waitUntilServing(processes, address));
    printWelcome(home, address, env);
  } catch (error) {
    await shutdown.stopAll();
    throw error;
  }
}
