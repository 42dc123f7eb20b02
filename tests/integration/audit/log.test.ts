import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportAuditLog, recordAudit } from "@/lib/audit";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";
import { newPerson, type Person } from "@/tests/harness/person";

type Entry = { id: string; action: string; actorId: string | null; targetId: string | null; createdAt: string };

let api: Api;
let owner: Person;
let projectIds: string[];
beforeAll(async () => {
  api = await startApi();
  owner = await newPerson(api, "=HYPERLINK(1)");
  projectIds = [];
  for (const name of ["Apollo", "Gemini"]) {
    const made = await owner.call("POST", "/api/projects", { body: { name } });
    projectIds.push(String(made.body.id));
  }
  await owner.call("PATCH", `/api/projects/${String(projectIds[0])}`, { body: { name: "Apollo 11" } });
  await owner.call("PATCH", "/api/workspaces/current", { body: { retentionDays: 10 } });
});
afterAll(() => api.close());

const list = async (query: string): Promise<Entry[]> => {
  const reply = await owner.call("GET", `/api/audit-log?${query}`);
  expect(reply.status).toBe(200);
  return reply.body.data as Entry[];
};

describe("the audit log", () => {
  it("is narrowed down by action, by all of a noun, by actor, by target and by time", async () => {
    const actions = async (query: string) => (await list(query)).map(({ action }) => action);
    expect(await actions("action=project.created")).toEqual(["project.created", "project.created"]);
    expect(await actions("action=project.*")).toEqual(["project.updated", "project.created", "project.created"]);
    expect(await actions("targetKind=workspace")).toEqual(["workspace.updated"]);
    expect(await actions(`targetId=${String(projectIds[0])}`)).toEqual(["project.updated", "project.created"]);
    expect(await actions(`actorId=${owner.id}&action=workspace.*`)).toEqual(["workspace.updated"]);
    expect(await actions("actorId=nobody")).toEqual([]);
    expect(await actions("action=proj.*")).toEqual([]);
    const [, updated] = await list("");
    const at = String(updated?.createdAt);
    expect(await actions(`from=${at}&action=project.*`)).toEqual(["project.updated"]);
    expect(await actions(`to=${at}&action=project.*`)).toEqual(["project.created", "project.created"]);
  });

  it("finds what Posthorn did itself by its name", async () => {
    const { ctx } = api.tenant;
    await recordAudit({ ...ctx, actor: { kind: "system", name: "retention" } }, { action: "webhook.disabled" });
    const found = await api.call("GET", "/api/audit-log?actorId=retention");
    expect(found.body.data).toMatchObject([{ actorKind: "system", actorId: null, actorName: "retention" }]);
  });

  it("refuses what is no action", async () => {
    for (const action of ["a.b.c", "*", "Project.created", "project.*x"])
      expectProblem(await owner.call("GET", `/api/audit-log?action=${encodeURIComponent(action)}`), {
        status: 422,
        path: "action",
      });
  });

  it("is a file as well, of the same entries, and of nobody else's", async () => {
    const entries = await list("action=project.*");
    const ndjson = await owner.call("GET", "/api/audit-log/export?action=project.*&format=ndjson");
    expect(ndjson.headers.get("Content-Disposition")).toMatch(
      /attachment; filename="audit-log-\d{4}-\d\d-\d\d\.ndjson"/,
    );
    expect(
      ndjson.text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Entry),
    ).toEqual(entries);
    const csv = await owner.call("GET", "/api/audit-log/export?action=project.*&format=csv");
    const { data } = Papa.parse<Record<string, string>>(csv.text, { header: true, skipEmptyLines: true });
    expect(data.map(({ id }) => id)).toEqual(entries.map(({ id }) => id));
    expect(data[0]).toMatchObject({ diff: '{"name":["Apollo","Apollo 11"]}', actorName: "'=HYPERLINK(1)" });
    const foreign = await api.call("GET", "/api/audit-log/export?action=project.*&format=ndjson");
    expect(foreign.text).toBe("");
  });

  it("says at the end of a file that it was cut", async () => {
    const ctx = await api.runtime.systemContext(owner.workspace.id);
    for (const format of ["csv", "ndjson"] as const) {
      const text = await new Response(await exportAuditLog(ctx, { format }, 2)).text();
      expect(text).toContain("Cut short: this file ends after 2 entries");
      expect(await new Response(await exportAuditLog(ctx, { format }, 1_000)).text()).not.toContain("Cut short");
    }
  });

  it("is not for viewers, as a file either", async () => {
    const viewer = await newPerson(api);
    await viewer.join(owner.workspace.id, "viewer");
    for (const path of ["/api/audit-log", "/api/audit-log/export?format=csv"])
      expectProblem(await viewer.call("GET", path, { workspace: owner.workspace.id }), { status: 403 });
  });
});
