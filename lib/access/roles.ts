export const ROLES = ["owner", "admin", "developer", "viewer"] as const;

/** What a member may do in a workspace; lib/access/scopes says what each role allows. */
export type Role = (typeof ROLES)[number];
