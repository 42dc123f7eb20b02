import type { Role } from "@/lib/access/roles";

/** Who looks at the page, as far as its controls depend on it. The API decides again for itself. */
export type Viewer = { userId: string; role: Role; mayWrite: boolean };

/** @returns the roles this person may give: owners alone make owners. */
export function rolesToGive({ role }: Pick<Viewer, "role">): Role[] {
  const others = ["admin", "developer", "viewer"] as const;
  return role === "owner" ? ["owner", ...others] : [...others];
}

export const ROLE_WORDS: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  developer: "Developer",
  viewer: "Viewer",
};
