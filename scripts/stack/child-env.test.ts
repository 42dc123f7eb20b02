import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openHome } from "../home/home";
import { childEnv } from "./child-env";

const folder = mkdtempSync(join(tmpdir(), "posthorn-home-"));
afterAll(() => rmSync(folder, { recursive: true }));

const home = openHome({ NODE_ENV: "test", POSTHORN_HOME: folder });
const close = async () => undefined;
const embedded = { url: "postgresql://127.0.0.1:5/posthorn", isEmbedded: true, isKeeper: true, close };
const given = { ...embedded, isEmbedded: false };
const envOf = (database: typeof embedded, env: Record<string, string>) =>
  childEnv(home, database, "production", { NODE_ENV: "test", ...env });

describe("the environment of web and worker", () => {
  it("needs nothing from the caller", () => {
    expect(envOf(embedded, {})).toMatchObject({
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: "3001",
      POSTHORN_HOME: folder,
      POSTHORN_PUBLIC_URL: "http://localhost:3001",
      NEXTAUTH_URL: "http://localhost:3001",
      DATABASE_URL: embedded.url,
      WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8,::1/128",
    });
  });

  it("follows PORT, and a public address that is given", () => {
    expect(envOf(embedded, { PORT: "4000" }).NEXTAUTH_URL).toBe("http://localhost:4000");
    expect(envOf(embedded, { POSTHORN_PUBLIC_URL: "https://hooks.example" }).NEXTAUTH_URL).toBe(
      "https://hooks.example",
    );
  });

  it("opens loopback to deliveries only where all is on this machine and nobody else can call", () => {
    expect(envOf(given, {}).WEBHOOK_ALLOW_PRIVATE_NETWORKS).toBe("");
    expect(envOf(embedded, { HOST: "0.0.0.0" }).WEBHOOK_ALLOW_PRIVATE_NETWORKS).toBe("");
    const proxied = { POSTHORN_PUBLIC_URL: "https://hooks.example" };
    expect(envOf(embedded, proxied).WEBHOOK_ALLOW_PRIVATE_NETWORKS).toBe("");
    const asked = { HOST: "0.0.0.0", WEBHOOK_ALLOW_PRIVATE_NETWORKS: "10.0.0.0/8" };
    expect(envOf(embedded, asked).WEBHOOK_ALLOW_PRIVATE_NETWORKS).toBe("10.0.0.0/8");
  });
});
