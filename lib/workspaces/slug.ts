import { randomBytes } from "node:crypto";

/** First segments of addresses that are not workspaces. A test holds the folders of `app/` against this. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  "_next",
  "account",
  "admin",
  "api",
  "assets",
  "docs",
  "help",
  "in",
  "invitations",
  "new",
  "public",
  "settings",
  "sign-in",
  "sign-out",
  "sign-up",
  "static",
  "tools",
  "workspaces",
]);

const LENGTH_MAX = 40;

/** @returns the name as a segment of an address, empty when nothing of it can be written in one. */
export function slugify(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LENGTH_MAX)
    .replace(/^-+|-+$/g, "");
}

/** @returns the slug to try first (`free`) or once that is taken: with a random end, which also serves names that give none. */
export function slugOf(name: string, attempt: number): string {
  const slug = slugify(name);
  if (attempt === 0 && slug.length > 1 && !RESERVED_SLUGS.has(slug)) return slug;
  return `${slug === "" ? "workspace" : slug}-${randomBytes(3).toString("hex")}`;
}
