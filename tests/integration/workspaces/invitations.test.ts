import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { type Api, expectProblem, type Reply, startApi } from "@/tests/harness/api";
import { newPerson, type Person } from "@/tests/harness/person";

let api: Api;
let owner: Person;
let team: { id: string; slug: string };
let smtp: SMTPServer;
const mails: string[] = [];
beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, taken) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(chunks).toString("utf8"));
        taken();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const { port } = smtp.server.address() as AddressInfo;
  api = await startApi({ SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: "Posthorn <horn@example.com>" });
});
afterAll(async () => {
  await api.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});
beforeEach(async () => {
  owner = await newPerson(api, "Olivia Owner");
  const created = await owner.call("POST", "/api/workspaces", { body: { name: "Team" } });
  team = { id: String(created.body.id), slug: String(created.body.slug) };
});

const invite = (email: string, role = "developer", person = owner) =>
  person.call("POST", "/api/invitations", { workspace: team.slug, body: { email, role } });
const tokenOf = (reply: Reply) => String(reply.body.url).split("/").at(-1) ?? "";
const accept = (person: Person, token: string) => person.call("POST", "/api/invitations/accept", { body: { token } });

describe("an invitation", () => {
  it("shows its link once and mails it; the database keeps only its hash", async () => {
    const reply = await invite("New.Colleague@Example.com", "viewer");
    expect(reply).toMatchObject({
      status: 201,
      body: {
        email: "new.colleague@example.com",
        role: "viewer",
        status: "pending",
        invitedBy: "Olivia Owner",
        mailed: true,
      },
    });
    expect(reply.body.url).toMatch(/^http:\/\/localhost:3001\/invitations\/[\w-]{43}$/);
    await expect
      .poll(() => mails.some((mail) => mail.includes("new.colleague@example.com")), { timeout: 15_000 })
      .toBe(true);
    // Quoted-printable breaks long lines with "=".
    const mail = mails
      .map((text) => text.replaceAll("=\r\n", ""))
      .find((text) => text.includes("new.colleague@example.com"));
    expect(mail).toContain(tokenOf(reply));
    expect(mail).toContain("From: Posthorn <horn@example.com>");
    const list = await owner.call("GET", "/api/invitations", { workspace: team.slug });
    expect(list.text).not.toContain(tokenOf(reply));
    const rows = await api.runtime.database.sql("SELECT invitations::text AS everything FROM invitations");
    expect(JSON.stringify(rows)).not.toContain(tokenOf(reply));
  });

  it("makes the person it was made for a member, with its role, once", async () => {
    const person = await newPerson(api, "Ivo Invited");
    const token = tokenOf(await invite(person.email));
    const accepted = await accept(person, token);
    expect(accepted).toMatchObject({ status: 200, body: { workspace: { ...team, name: "Team" }, role: "developer" } });
    const members = await person.call("GET", "/api/members", { workspace: team.slug });
    expect(members.body.data).toMatchObject([{ userId: person.id, role: "developer" }, { userId: owner.id }]);
    expect(expectProblem(await accept(person, token), { status: 409 }).detail).toContain("has been used");
    const list = await owner.call("GET", "/api/invitations", { workspace: team.slug });
    expect(list.body.data).toEqual([]);
    const log = await owner.call("GET", "/api/audit-log?action=invitation.accepted", { workspace: team.slug });
    expect(log.body.data).toMatchObject([{ actorId: person.id }]);
  });

  it("accepted in ten tabs at once makes one member", async () => {
    const person = await newPerson(api);
    const token = tokenOf(await invite(person.email));
    const replies = await Promise.all(Array.from({ length: 10 }, () => accept(person, token)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  it("opens for nobody else, and says so without naming the address", async () => {
    const [invited, other] = [await newPerson(api), await newPerson(api)];
    const token = tokenOf(await invite(invited.email));
    const problem = expectProblem(await accept(other, token), { status: 403 });
    expect(problem.detail).not.toContain(invited.email);
    expectProblem(await api.call("POST", "/api/invitations/accept", { body: { token } }), { status: 403 });
    expectProblem(await accept(other, "never-was"), { status: 404 });
    expect((await accept(invited, token)).status).toBe(200);
  });

  it("that is withdrawn or has expired says so and opens no more", async () => {
    const person = await newPerson(api);
    const made = await invite(person.email);
    const path = `/api/invitations/${String(made.body.id)}`;
    expect((await owner.call("DELETE", path, { workspace: team.slug })).status).toBe(204);
    expect((await owner.call("DELETE", path, { workspace: team.slug })).status).toBe(204);
    expect(expectProblem(await accept(person, tokenOf(made)), { status: 409 }).detail).toContain("withdrawn");
    expectProblem(await owner.call("POST", `${path}/resend`, { workspace: team.slug }), { status: 409 });

    const late = await invite(person.email);
    await api.runtime.database.sql("UPDATE invitations SET expires_at = now() - interval '1 s' WHERE id = $1", [
      late.body.id,
    ]);
    expect(expectProblem(await accept(person, tokenOf(late)), { status: 409 }).detail).toContain("expired");
  });

  it("that is resent gets a new link and a new week; the old link ends", async () => {
    const person = await newPerson(api);
    const made = await invite(person.email);
    await api.runtime.database.sql("UPDATE invitations SET expires_at = now() - interval '1 s' WHERE id = $1", [
      made.body.id,
    ]);
    const again = await owner.call("POST", `/api/invitations/${String(made.body.id)}/resend`, { workspace: team.slug });
    expect(again).toMatchObject({ status: 200, body: { id: made.body.id, status: "pending" } });
    expectProblem(await accept(person, tokenOf(made)), { status: 404 });
    expect((await accept(person, tokenOf(again))).status).toBe(200);
  });

  it("is refused for a member and for an address that has a pending one", async () => {
    expectProblem(await invite(owner.email), { status: 409, code: "already_exists", path: "email" });
    expect((await invite("twice@example.com")).status).toBe(201);
    expectProblem(await invite("TWICE@example.com"), { status: 409, code: "already_exists", path: "email" });
  });

  it("of another workspace is the same 404 as one that never was", async () => {
    const stranger = await newPerson(api);
    const made = await invite("someone@example.com");
    for (const id of [String(made.body.id), newId("invitation")]) {
      expectProblem(await stranger.call("DELETE", `/api/invitations/${id}`), { status: 404 });
      expectProblem(await stranger.call("POST", `/api/invitations/${id}/resend`), { status: 404 });
    }
  });

  it("is nothing a developer or viewer can make, while an admin can", async () => {
    for (const role of ["developer", "viewer"] as const) {
      const person = await newPerson(api);
      await person.join(team.id, role);
      expectProblem(await invite("a@example.com", "viewer", person), { status: 403 });
    }
    const admin = await newPerson(api);
    await admin.join(team.id, "admin");
    expect((await invite("b@example.com", "admin", admin)).status).toBe(201);
  });

  it.each([
    [{ email: "nonsense", role: "viewer" }, "email"],
    [{ email: "a@example.com", role: "king" }, "role"],
    [{ email: "a@example.com" }, "role"],
  ])("refuses %j and names the field", async (body, path) => {
    expectProblem(await owner.call("POST", "/api/invitations", { workspace: team.slug, body }), { status: 422, path });
  });
});
