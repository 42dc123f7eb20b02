import { expect, it } from "vitest";
import { bytesOf } from "./claim-rows";

it("gives each body its own bytes, whatever their lengths, and nothing for what is gone", () => {
  const texts = ["é".repeat(20_000), "", "a", null, "x".repeat(100_000), "ü".repeat(30_000), "z"];
  const bodies = bytesOf(texts.map((body) => ({ body })));
  expect(bodies.map((bytes) => bytes?.toString() ?? null)).toEqual(texts);
});

it("holds a small body in a small piece of memory, however much was claimed with it", () => {
  const bodies = bytesOf(Array.from({ length: 1_000 }, () => ({ body: "x".repeat(1_000) })));
  const pieces = new Set(bodies.map((bytes) => bytes?.buffer));
  expect(pieces.size).toBeLessThan(30);
  for (const piece of pieces) expect(piece?.byteLength).toBeLessThanOrEqual(65_536);
});
