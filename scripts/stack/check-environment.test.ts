import { createServer, type AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { checkEnvironment } from "./check-environment";

const envOf = (env: Record<string, string>): NodeJS.ProcessEnv => ({ NODE_ENV: "test", ...env });

describe("the look around before a start", () => {
  it("names a port that is in use, and the way out", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await expect(checkEnvironment(envOf({ PORT: String(port) }))).rejects.toThrow(
      `Port ${port} is in use by another program: stop it, or choose another port`,
    );
    server.close();
  });

  it("refuses a port or a public address that is none", async () => {
    await expect(checkEnvironment(envOf({ POSTHORN_PUBLIC_URL: "hooks.example" }))).rejects.toThrow(
      'POSTHORN_PUBLIC_URL is "hooks.example": it must be an address such as https://hooks.example.',
    );
    await expect(checkEnvironment(envOf({ PORT: "http" }))).rejects.toThrow(
      'PORT is "http": it must be a number from 1 to 65535.',
    );
  });

  it("names an address that is not this machine's", async () => {
    await expect(checkEnvironment(envOf({ HOST: "192.0.2.1", PORT: "3999" }))).rejects.toThrow(
      /cannot listen on 192\.0\.2\.1:3999 .*: correct HOST or PORT/,
    );
  });

  it("misses a Redis that was asked for, in words that hold no password", async () => {
    const error = await checkEnvironment(
      envOf({ PORT: "39999", REDIS_HOST: "127.0.0.1", REDIS_PORT: "1", REDIS_PASSWORD: "hidden" }),
    ).catch((failure: unknown) => failure);
    expect(String(error)).toMatch(/^OperatorError: Redis at 127\.0\.0\.1:1 .*ECONNREFUSED/);
    expect(String(error)).not.toContain("hidden");
  });
});
