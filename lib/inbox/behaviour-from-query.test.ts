import { describe, expect, it } from "vitest";
import { behaviourFromQuery } from "./behaviour-from-query";

const read = (query: string) => behaviourFromQuery(new URLSearchParams(query));

describe("the query of an inbox URL", () => {
  it.each([
    ["status=503&delayMs=2000", { status: 503, delayMs: 2_000 }],
    ["sequence=503,drop,200", { sequence: [503, "drop", 200] }],
    ["failFirst=2&failWith=hang", { failFirst: 2, failWith: "hang" }],
    ["failureRate=0.25", { failureRate: 0.25 }],
    ["drop", { drop: true }],
    ["hang=1", { hang: true }],
    ["hang=false&status=204", { hang: false, status: 204 }],
    ["retryAfter=30", { retryAfter: "30" }],
    ["preset=flaky", { preset: "flaky" }],
    ["body=123&contentType=text/plain", { body: "123", contentType: "text/plain" }],
  ])("%s is a behaviour", (query, behaviour) => {
    expect(read(query)).toEqual(behaviour);
  });

  it("leaves the saved behaviour alone when it has other parameters only", () => {
    expect(read("")).toBeUndefined();
    expect(read("utm_source=x&toString=1&headers=x")).toBeUndefined();
  });

  it.each([
    "status=abc",
    "status=99",
    "sequence=",
    "sequence=200,nope",
    "failureRate=2",
    "hang=perhaps",
    "preset=unknown",
    "delayMs=-1",
  ])("%s is refused by the parameter's name", (query) => {
    const name = query.split("=", 1)[0] ?? "";
    expect(() => read(query)).toThrow(
      expect.objectContaining({ code: "validation_failed", message: expect.stringContaining(name) }),
    );
  });
});
