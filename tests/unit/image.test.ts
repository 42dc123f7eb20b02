import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..", "..");

it("the image holds all that web and worker read at run time", () => {
  const stages = readFileSync(join(ROOT, "Dockerfile"), "utf8").split(/^FROM /m);
  const copied = [...(stages.at(-1) ?? "").matchAll(/^COPY .*--from=\S+ (?:--\S+ )*(.+) \S+$/gm)].flatMap(
    ([, from = ""]) => from.split(" "),
  );
  // Readiness compares the database with the migrations of this build.
  for (const path of ["node_modules", "package.json", "next.config.mjs", "dist", ".next", "prisma/migrations"])
    expect(copied).toContain(`/app/${path}`);
});
