import { buildIfChanged } from "../build/build";
import { openHome } from "../home/home";
import { checkEnvironment } from "../stack/check-environment";
import { childEnv, readAddress } from "../stack/child-env";
import { openStackDatabase } from "../stack/open-stack-database";
import { printWelcome } from "../stack/print-welcome";
import { runProcesses, waitUntilServing } from "../stack/run-processes";
import { seedDemo } from "../stack/seed";
import { handleSignals } from "../stack/stop-in-order";
import { showStep } from "../processes/progress";

/** `npm start`: everything, from a bare clone to a running Posthorn. */
export async function run(): Promise<void> {
  const home = openHome();
  const address = readAddress();
  await checkEnvironment();
  await buildIfChanged();
  const shutdown = handleSignals();
  try {
    const database = await openStackDatabase(home, shutdown);
    const env = childEnv(home, database, "production");
    await seedDemo("dist/seed.js", env);
    const processes = runProcesses("dist", env, shutdown);
    await showStep("starting web and worker", () => waitUntilServing(processes, address));
    printWelcome(home, address, env);
  } catch (error) {
    await shutdown.stopAll();
    throw error;
  }
}
