import { describe, expect, it, vi } from "vitest";
import { AppError } from "@/lib/core/errors";
import { createLogger } from "@/lib/platform/logger";
import { Problem, PROBLEMS, problemResponse } from "./problem";

const logger = createLogger("test", "silent");
const answer = async (error: unknown) => {
  const response = problemResponse(error, "rid_1", logger);
  return { response, problem: Problem.parse(await response.json()) };
};
const databaseError = (code: string) =>
  Object.assign(new Error("at 10.0.0.7: password authentication failed"), { code });

describe("a problem", () => {
  it("of each code has that code, its status and the request's id, and nothing else", async () => {
    for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
      const { response, problem } = await answer(new AppError(code as keyof typeof PROBLEMS, "Why."));
      const type = `urn:posthorn:problem:${code}`;
      expect(problem).toEqual({ type, title, status, code, detail: "Why.", requestId: "rid_1" });
      expect(response.status).toBe(status);
      expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    }
  });

  it("names the fields that are wrong", async () => {
    const errors = [{ path: "events.0", message: "is unknown" }];
    expect((await answer(new AppError("validation_failed", "x", { errors }))).problem.errors).toEqual(errors);
  });

  it("of an unknown error tells the caller nothing but the request id, and the log everything", async () => {
    const log = vi.spyOn(logger, "error");
    const cause = new TypeError("secret detail");
    const { problem } = await answer(cause);
    expect(problem).toMatchObject({ status: 500, code: "internal" });
    expect(JSON.stringify(problem)).not.toContain("secret");
    expect(log).toHaveBeenCalledWith(expect.objectContaining({ err: cause, requestId: "rid_1" }), expect.any(String));
  });

  it.each(["ECONNREFUSED", "57P01", "53100", "08006", "57014", "P1001"])(
    "of a store that is down (%s) says when to come back",
    async (code) => {
      const { response, problem } = await answer(databaseError(code));
      expect(problem).toMatchObject({ status: 503, code: "unavailable" });
      expect(problem.detail).not.toContain("10.0.0.7");
      expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
    },
  );

  it("of a value that cannot be stored is the caller's, also through Prisma", async () => {
    const cause = { originalCode: "22021", originalMessage: "invalid byte sequence" };
    const error = Object.assign(new Error("Raw query failed"), {
      code: "P2010",
      meta: { driverAdapterError: { cause } },
    });
    expect((await answer(error)).problem).toMatchObject({ status: 422, code: "validation_failed" });
  });

  it("says for how long to wait, in whole seconds", async () => {
    const { response } = await answer(new AppError("rate_limited", "Slowly.", { retryAfterSeconds: 1.2 }));
    expect(response.headers.get("Retry-After")).toBe("2");
  });
});
