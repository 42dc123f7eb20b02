import type { Role } from "@/lib/workspaces/schemas";
import type { z } from "zod";

/** Who looks at the page, as far as its controls depend on it. The API decides again for itself. */
export type Viewer = { userId: string; role: z.output<typeof Role>; mayWrite: boolean };

/** @returns the roles this person may give: owners alone make owners. */
export function rolesToGive(viewer: Viewer): Viewer["role"][] {
  const others = ["admin", "developer", "viewer"] as const;
  return viewer.role === "owner" ? ["owner", ...others] : [...others];
}

export const ROLE_WORDS: Record<Viewer["role"], string> = {
  owner: "Owner",
  admin: "Admin",
  developer: "Developer",
  viewer: "Viewer",
};
