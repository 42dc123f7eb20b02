import { redirect } from "next/navigation";
import { getRuntime } from "@/lib/runtime";
import { requireSession } from "@/lib/session/next";
import { findMembership } from "@/lib/workspaces";

/** The start page is the reader's own workspace. */
export default async function StartPage() {
  const { user } = await requireSession();
  const membership = await findMembership(getRuntime().database.prisma, user.id);
  redirect(membership === null ? "/account" : `/${membership.workspace.slug}`);
}
