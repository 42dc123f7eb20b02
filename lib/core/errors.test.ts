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

test("a class of its own within AppError is told apart", () => {
  class Special extends AppError {}
  expect(new Special("conflict", "special")).toBeInstanceOf(Special);
  expect(new Special("conflict", "special")).toBeInstanceOf(AppError);
  expect(new AppError("conflict", "plain")).not.toBeInstanceOf(Special);
});
