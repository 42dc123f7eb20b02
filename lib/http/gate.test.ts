import { describe, expect, it } from "vitest";
import { findRefusal } from "./gate";

describe("the gate before the API", () => {
  it.each([
    ["GET", "/api/projects"],
    ["HEAD", "/api/projects?limit=5"],
    ["POST", "/api/projects"],
    ["PATCH", "/api/projects/prj_1"],
    ["DELETE", "/api/projects/prj_1"],
    ["POST", "/api/invitations/accept"],
    ["GET", "/api/openapi.json"],
    ["PUT", "/api/nothing/there"],
    ["POST", "/api/auth/callback/credentials"],
    ["PUT", "/projects"],
  ])("lets %s %s pass", (method, target) => {
    expect(findRefusal(method, target)).toBeUndefined();
  });

  it.each([
    ["PUT", "/api/projects", ["HEAD", "GET", "POST"]],
    ["OPTIONS", "/api/projects/prj_1", ["HEAD", "GET", "PATCH", "DELETE"]],
    ["DELETE", "/api/invitations/accept", ["POST"]],
    ["HEAD", "/api/invitations/accept", ["POST"]],
    ["POST", "/api/health/live", ["HEAD", "GET"]],
  ])("refuses %s %s and says what it takes", (method, target, allowed) => {
    expect(findRefusal(method, target)).toMatchObject({ code: "method_not_allowed", allowed });
  });

  it("refuses methods that nothing takes, and addresses that cannot be decoded", () => {
    for (const method of ["TRACE", "TRACK", "CONNECT"])
      for (const target of ["/api/nothing", "/api/projects", "/projects", "/sign-in"])
        expect(findRefusal(method, target)).toMatchObject({ code: "method_not_allowed" });
    expect(findRefusal("GET", "/api/projects/%E0%A4%A")).toMatchObject({ code: "bad_request" });
  });
});
