import { expect, test, vi } from "vitest";
import { AppError } from "./errors";

test("an error of another bundle's copy of the class is known as one", async () => {
  vi.resetModules();
  const other = await import("./errors");
  expect(other.AppError).not.toBe(AppError);
  expect(other.notFound("webhook")).toBeInstanceOf(AppError);
  expect(new Error("not_found")).not.toBeInstanceOf(AppError);
  expect([null, undefined, "AppError", { code: "not_found" }].some((value) => value instanceof AppError)).toBe(false);
});
