import { publicUrl } from "@/lib/platform/env";
import { closeRuntime, startRuntime } from "@/lib/runtime";
import { openHome } from "@/scripts/home/home";
import { Demo, seedDemo } from "./seed/seed-demo";

const DEMO_FILE = "demo.json";

/** Makes or mends the demo workspace and writes POSTHORN_HOME/demo.json, unless POSTHORN_DEMO is off. */
async function main(): Promise<void> {
  const runtime = startRuntime("script");
  if (runtime.env.POSTHORN_DEMO === "off") return closeRuntime();
  const home = openHome({ ...process.env, POSTHORN_HOME: runtime.env.POSTHORN_HOME });
  const known = Demo.safeParse(home.read(DEMO_FILE));
  const { demo, notes } = await seedDemo(runtime, publicUrl(runtime.env), known.data);
  home.write(DEMO_FILE, demo);
  for (const note of notes) process.stdout.write(`${note}\n`);
  await closeRuntime();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
