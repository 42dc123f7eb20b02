import type { Home } from "../home/home";
import type { Address } from "./child-env";

type Demo = { url: string; email: string; password: string; apiKey: string; workspaceSlug: string };

/** Prints, once everything runs, the address, how to sign in, and an API key. */
export function printWelcome(home: Home, address: Address, env: NodeJS.ProcessEnv): void {
  const demo = home.read<Demo>("demo.json");
  const networks = env.WEBHOOK_ALLOW_PRIVATE_NETWORKS;
  const lines = [
    "",
    `Posthorn is running: ${address.publicUrl}`,
    "",
    ...(demo === undefined
      ? []
      : [
          `  Sign in with   ${demo.email}`,
          `  Password       ${demo.password}`,
          `  API key        ${demo.apiKey}`,
          `  Workspace      ${demo.workspaceSlug}`,
          "",
        ]),
    `  Data and keys are in ${home.folder}, the lines above in its demo.json.`,
    ...(networks
      ? [`  Deliveries may reach these private networks: ${networks} (WEBHOOK_ALLOW_PRIVATE_NETWORKS).`]
      : []),
    "  Ctrl-C stops everything; the data stays.",
    "",
  ];
  console.log(lines.join("\n"));
}
