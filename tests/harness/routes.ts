import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { RouteHandler } from "@/lib/http";

export const API_FOLDER = join(import.meta.dirname, "..", "..", "app", "api");

/** A route file, and how it is found: `/api/projects/[id]`. */
export type Route = { file: string; path: string };

/** @returns every route of the API that is on disk. */
export function findRoutes(): Route[] {
  return readdirSync(API_FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === "route.ts")
    .map((entry) => ({
      file: join(entry.parentPath, entry.name),
      path: ["/api", ...relative(API_FOLDER, entry.parentPath).split(sep)].filter((part) => part !== "").join("/"),
    }));
}

/** @returns the methods that a route file exports. */
export async function loadRoute({ file }: Route): Promise<Partial<Record<string, RouteHandler>>> {
  return (await import(/* @vite-ignore */ file)) as Partial<Record<string, RouteHandler>>;
}

type Match = { route: Route; params: Record<string, string | string[]> };

/** @returns the route that Next would take, with its parameters decoded: fixed parts go before parameters, those before catch-alls. */
export function matchRoute(routes: readonly Route[], pathname: string): Match | undefined {
  const parts = pathname.split("/").slice(2);
  return routes
    .toSorted((a, b) => rank(a) - rank(b))
    .map((route) => ({ route, params: paramsOf(route.path.split("/").slice(2), parts) }))
    .find((match): match is Match => match.params !== undefined);
}

function rank({ path }: Route): number {
  return path.split("[").length - 1 + (path.includes("...") ? 100 : 0);
}

function paramsOf(pattern: string[], parts: string[]): Record<string, string | string[]> | undefined {
  const params: Record<string, string | string[]> = {};
  for (const [index, expected] of pattern.entries()) {
    const rest = /^\[+\.\.\.(\w+)\]+$/.exec(expected)?.[1];
    if (rest !== undefined) return { ...params, [rest]: parts.slice(index) };
    const name = /^\[(\w+)\]$/.exec(expected)?.[1];
    const part = parts[index];
    if (part === undefined || (name === undefined && part !== expected)) return undefined;
    if (name !== undefined) params[name] = decodeURIComponent(part);
  }
  return parts.length === pattern.length ? params : undefined;
}
