import { newId } from "@/lib/core/ids";
import type { Prisma } from "@/lib/platform/db";
import { slugOf } from "./slug";

export type NewWorkspace = { id: string; slug: string };

const ATTEMPTS_MAX = 5;

/**
 * Writes a workspace and its first owner; the caller adds what a workspace begins with, and the audit entry.
 * @param tx a transaction: a taken slug is found out before the insert, so that it never aborts the transaction.
 */
export async function insertWorkspace(
  tx: Prisma.TransactionClient,
  input: { name: string; personal: boolean; ownerId: string },
): Promise<NewWorkspace> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const workspace = { id: newId("workspace"), slug: slugOf(input.name, attempt) };
    const row = { ...workspace, name: input.name, personal: input.personal };
    const { count } = await tx.workspace.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) continue;
    await tx.member.create({
      data: { id: newId("member"), workspaceId: workspace.id, userId: input.ownerId, role: "owner" },
    });
    return workspace;
  }
  throw new Error(`No free slug for a workspace after ${ATTEMPTS_MAX} attempts`);
}
