import { SCOPES } from "@/lib/access";
import { createApiKey } from "@/lib/api-keys";
import { newId } from "@/lib/core/ids";
import { seedEventTypes } from "@/lib/event-types";
import { loadEnv } from "@/lib/platform/env";
import { closeRuntime, startRuntime } from "@/lib/runtime";

/** A workspace with a key that may do everything. */
export type Tenant = { workspaceId: string; key: string };

/** Makes workspaces in the database that `env` names. */
export async function createTenants(env: NodeJS.ProcessEnv, count: number): Promise<Tenant[]> {
  const runtime = startRuntime("script", loadEnv(env));
  try {
    const tenants: Tenant[] = [];
    for (let index = 0; index < count; index += 1) {
      const id = newId("workspace");
      await runtime.database.prisma.workspace.create({ data: { id, slug: id.replaceAll("_", "-"), name: "Chaos" } });
      const ctx = await runtime.systemContext(id, "chaos");
      await seedEventTypes(ctx);
      const { key } = await createApiKey(ctx, { name: "chaos", scopes: [...SCOPES] });
      tenants.push({ workspaceId: id, key });
    }
    return tenants;
  } finally {
    await closeRuntime();
  }
}
