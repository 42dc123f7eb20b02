import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import type { Member } from "@/lib/workspaces";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";
import { newPerson, type Person } from "@/tests/harness/person";

let api: Api;
let owner: Person;
let team: { id: string; slug: string };
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  owner = await newPerson(api, "Olivia Owner");
  const created = await owner.call("POST", "/api/workspaces", { body: { name: "Team" } });
  team = { id: String(created.body.id), slug: String(created.body.slug) };
});

async function membersAs(person: Person): Promise<Member[]> {
  const { body } = await person.call("GET", "/api/members", { workspace: team.slug });
  return body.data as Member[];
}

async function memberId(person: Person): Promise<string> {
  const member = (await membersAs(owner)).find(({ userId }) => userId === person.id);
  if (member === undefined) throw new Error(`${person.email} is no member`);
  return member.id;
}

describe("the members of a workspace", () => {
  it("are listed newest first with names, addresses and roles, page by page", async () => {
    const viewer = await newPerson(api, "Vera Viewer");
    await viewer.join(team.id, "viewer");
    expect(await membersAs(viewer)).toMatchObject([
      { userId: viewer.id, name: "Vera Viewer", email: viewer.email, role: "viewer" },
      { userId: owner.id, name: "Olivia Owner", role: "owner" },
    ]);
    const first = await owner.call("GET", "/api/members?limit=1", { workspace: team.slug });
    const rest = await owner.call("GET", `/api/members?limit=1&cursor=${String(first.body.nextCursor)}`, {
      workspace: team.slug,
    });
    expect(rest.body).toMatchObject({ data: [{ userId: owner.id }], nextCursor: null });
  });

  it("act by their role from the next request on", async () => {
    const person = await newPerson(api);
    const id = await person.join(team.id, "viewer");
    const body = { name: "Apollo" };
    expectProblem(await person.call("POST", "/api/projects", { workspace: team.slug, body }), { status: 403 });
    const path = `/api/members/${id}`;
    const changed = await owner.call("PATCH", path, { workspace: team.slug, body: { role: "developer" } });
    expect(changed).toMatchObject({ status: 200, body: { id, role: "developer" } });
    expect((await person.call("POST", "/api/projects", { workspace: team.slug, body })).status).toBe(201);
    expect((await owner.call("DELETE", path, { workspace: team.slug })).status).toBe(204);
    expectProblem(await person.call("GET", "/api/projects", { workspace: team.slug }), { status: 404 });
  });

  it("of another workspace are the same 404 as ones that never were", async () => {
    const stranger = await newPerson(api);
    const own = await stranger.call("GET", "/api/members");
    const theirs = (own.body.data as Member[])[0]?.id ?? "";
    for (const id of [theirs, newId("member")])
      for (const method of ["PATCH", "DELETE"]) {
        const body = method === "PATCH" ? { role: "viewer" } : undefined;
        const reply = await owner.call(method, `/api/members/${id}`, { workspace: team.slug, body });
        expect(expectProblem(reply, { status: 404 }).detail).toBe("No such member.");
      }
    expectProblem(await stranger.call("GET", "/api/members", { workspace: team.slug }), { status: 404 });
    expectProblem(await stranger.call("GET", "/api/members", { workspace: newId("workspace") }), { status: 404 });
  });
});

describe("owners", () => {
  it("cannot be touched or made by an admin, nor by an API key", async () => {
    const admin = await newPerson(api);
    const id = await admin.join(team.id, "admin");
    const ofOwner = await memberId(owner);
    const workspace = team.slug;
    const refused = [
      await admin.call("DELETE", `/api/members/${ofOwner}`, { workspace }),
      await admin.call("PATCH", `/api/members/${ofOwner}`, { workspace, body: { role: "viewer" } }),
      await admin.call("PATCH", `/api/members/${id}`, { workspace, body: { role: "owner" } }),
      await admin.call("POST", "/api/invitations", { workspace, body: { email: "x@example.com", role: "owner" } }),
    ];
    for (const reply of refused) expectProblem(reply, { status: 403, code: "forbidden" });
    const key = await api.newKey({ ctx: await api.runtime.systemContext(team.id), key: "" }, ["members:write"]);
    expectProblem(await api.call("DELETE", `/api/members/${ofOwner}`, { key }), { status: 403 });
    expect((await api.call("DELETE", `/api/members/${id}`, { key })).status).toBe(204);
  });

  it("keep the last of them: nobody can remove, demote or leave as the last owner", async () => {
    const id = await memberId(owner);
    const workspace = team.slug;
    const demoted = await owner.call("PATCH", `/api/members/${id}`, { workspace, body: { role: "admin" } });
    expectProblem(demoted, { status: 409, code: "conflict" });
    expectProblem(await owner.call("DELETE", `/api/members/${id}`, { workspace }), { status: 409 });
  });

  it("who all leave at the same moment still leave one behind", async () => {
    const others = await Promise.all(Array.from({ length: 4 }, () => newPerson(api)));
    const ids = await Promise.all(others.map((person) => person.join(team.id, "owner")));
    const everybody = [
      ...others.map((person, index) => ({ person, id: ids[index] })),
      { person: owner, id: await memberId(owner) },
    ];
    const replies = await Promise.all(
      everybody.map(({ person, id }) => person.call("DELETE", `/api/members/${String(id)}`, { workspace: team.slug })),
    );
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(4);
    expect(replies.filter(({ status }) => status === 409)).toHaveLength(1);
    const owners = await api.runtime.database.prisma.member.count({ where: { workspaceId: team.id, role: "owner" } });
    expect(owners).toBe(1);
  });
});

describe("a member", () => {
  it("may leave whatever the role, but a viewer may not remove others", async () => {
    const viewer = await newPerson(api);
    const id = await viewer.join(team.id, "viewer");
    const other = await newPerson(api);
    const otherId = await other.join(team.id, "viewer");
    const workspace = team.slug;
    expectProblem(await viewer.call("DELETE", `/api/members/${otherId}`, { workspace }), { status: 403 });
    expect((await viewer.call("DELETE", `/api/members/${id}`, { workspace })).status).toBe(204);
  });

  it("leaves a line in the audit log for each change, with who did it", async () => {
    const person = await newPerson(api);
    const id = await person.join(team.id, "viewer");
    const workspace = team.slug;
    await owner.call("PATCH", `/api/members/${id}`, { workspace, body: { role: "admin" } });
    await person.call("DELETE", `/api/members/${id}`, { workspace });
    const { body } = await owner.call("GET", `/api/audit-log?targetId=${id}`, { workspace });
    expect(body.data).toMatchObject([
      { action: "member.left", actorId: person.id },
      { action: "member.role_changed", actorId: owner.id, diff: { role: ["viewer", "admin"] } },
    ]);
  });
});
