import { describe, expect, it } from "vitest";
import { buildOpenApi } from "@/lib/http";
import { allOperations } from "@/lib/http/operations";
import { findRoutes, loadRoute } from "@/tests/harness/routes";

/** Not calls of the API: next-auth's own pages and callbacks, and the answer to every unknown address. */
const NOT_OPERATIONS = ["/api/auth/[...nextauth]", "/api/[[...path]]"];
const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

const declared = allOperations.map(({ method, path }) => `${method} ${path}`).toSorted();

async function callsOnDisk(): Promise<string[]> {
  const routes = findRoutes().filter(({ path }) => !NOT_OPERATIONS.includes(path));
  const calls = await Promise.all(
    routes.map(async (route) => {
      const exported = Object.keys(await loadRoute(route)).filter((name) => METHODS.includes(name));
      return exported.map((method) => `${method} ${route.path.replaceAll(/\[(\w+)\]/g, "{$1}")}`);
    }),
  );
  return calls.flat().toSorted();
}

function callsInDocument(): string[] {
  const { paths = {} } = buildOpenApi(allOperations, "http://localhost:3001");
  return Object.entries(paths)
    .flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`))
    .toSorted();
}

describe("the API", () => {
  it("has a route for each operation and an operation for each route", async () => {
    expect(await callsOnDisk()).toEqual(declared);
  });

  it("is documented call by call, and nothing else is", () => {
    expect(callsInDocument()).toEqual(declared);
  });

  it("declares each call, and each operation id, once", () => {
    expect(new Set(declared).size).toBe(declared.length);
    expect(new Set(allOperations.map(({ id }) => id)).size).toBe(allOperations.length);
  });

  it("documents the parameters of each path, its body and its answer", () => {
    const { paths = {} } = buildOpenApi(allOperations, "http://localhost:3001");
    for (const operation of allOperations) {
      const documented = paths[operation.path]?.[operation.method.toLowerCase() as "get"];
      const names = (documented?.parameters ?? []).flatMap((parameter) =>
        "name" in parameter && parameter.in === "path" ? [parameter.name] : [],
      );
      const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect([operation.id, names.toSorted()]).toEqual([operation.id, inPath.toSorted()]);
      expect([operation.id, documented?.requestBody !== undefined]).toEqual([
        operation.id,
        operation.body !== undefined,
      ]);
      expect(Object.keys(documented?.responses ?? {})).toContain(String(operation.status));
    }
  });

  it("writes patterns that any client can read, without the slashes and flags of JavaScript", () => {
    const text = JSON.stringify(buildOpenApi(allOperations, "http://localhost:3001"));
    const patterns = [...text.matchAll(/"pattern":"([^"]*)"/g)].map(([, pattern = ""]) => pattern);
    expect(patterns.length).toBeGreaterThan(20);
    for (const pattern of patterns) expect(pattern).toMatch(/^\^.*\$$/);
  });
});
