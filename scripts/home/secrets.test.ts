import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openHome } from "./home";
import { readSecrets } from "./secrets";

const NO_ENV = { NODE_ENV: "test" } as const;

describe("the keys of a home", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "posthorn-home-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const open = () => openHome({ ...NO_ENV, POSTHORN_HOME: folder });

  it("are made once, kept for ever, and readable by their owner only", () => {
    const made = readSecrets(open(), NO_ENV);
    expect(readSecrets(open(), NO_ENV)).toEqual(made);
    expect(made.POSTHORN_ENCRYPTION_KEYS).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
    expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("give way to the environment's, without being forgotten", () => {
    const made = readSecrets(open(), NO_ENV);
    const env = { ...NO_ENV, NEXTAUTH_SECRET: "given", POSTHORN_API_KEY_PEPPER: "" };
    expect(readSecrets(open(), env)).toEqual({ ...made, NEXTAUTH_SECRET: "given" });
    expect(readSecrets(open(), NO_ENV)).toEqual(made);
  });

  it("are never replaced when their file is damaged", () => {
    writeFileSync(join(folder, "secrets.json"), '{"NEXTAUTH_SECRET": "abc');
    expect(() => readSecrets(open(), NO_ENV)).toThrow(/secrets.json is damaged/);
  });
});
