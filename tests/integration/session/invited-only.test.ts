import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Api, expectProblem, startApi } from "@/tests/harness/api";
import { newPerson } from "@/tests/harness/person";

let api: Api;
beforeAll(async () => {
  api = await startApi({ POSTHORN_SIGN_UP: "invited" });
});
afterAll(() => api.close());

describe("where accounts are by invitation", () => {
  it("an account is made with the link of an open invitation and its address alone", async () => {
    const owner = await newPerson(api);
    const invited = await owner.call("POST", "/api/invitations", {
      body: { email: "guest@example.com", role: "viewer" },
    });
    const invitationToken = String(invited.body.url).split("/").at(-1);
    const signUp = (change: object) =>
      api.call("POST", "/api/users", {
        key: "",
        body: { email: "guest@example.com", name: "Guest", password: "correct horse battery", ...change },
      });
    expectProblem(await signUp({}), { status: 403, code: "forbidden" });
    expectProblem(await signUp({ invitationToken: "guessed" }), { status: 403 });
    expectProblem(await signUp({ invitationToken, email: "other@example.com" }), { status: 403 });
    expect((await signUp({ invitationToken })).status).toBe(201);
    await owner.call("DELETE", `/api/invitations/${String(invited.body.id)}`);
    expectProblem(await signUp({ invitationToken, email: "guest@example.com" }), { status: 403 });
  });
});
