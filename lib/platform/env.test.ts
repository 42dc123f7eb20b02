import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EnvSchema, loadEnv, publicUrl, queueConnection } from "./env";

const names = Object.keys(EnvSchema.shape).toSorted();
const minimal = {
  DATABASE_URL: "postgresql://localhost/posthorn",
  POSTHORN_ENCRYPTION_KEYS: "a:b",
  POSTHORN_API_KEY_PEPPER: "p".repeat(32),
  NEXTAUTH_SECRET: "s".repeat(32),
  NODE_ENV: "test",
} as const;

test(".env.example names exactly the variables that are read", () => {
  const example = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
  expect(example.toSorted()).toEqual(names);
});

test("the README's table names exactly the variables that are read", () => {
  const rows = [...readFileSync("README.md", "utf8").matchAll(/^\| `([A-Z_]+)` \|/gm)].map((match) => match[1]);
  expect(rows.toSorted()).toEqual(names);
});

test("an example copied as it is counts as an empty environment", () => {
  const example = Object.fromEntries(
    [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]),
  );
  expect(loadEnv({ ...example, ...minimal })).toEqual(loadEnv(minimal));
});

test("every bad variable is named at once, with its fix", () => {
  expect(() =>
    loadEnv({ ...minimal, DATABASE_URL: undefined, PORT: "seventy", WEBHOOK_WORKER_CONCURRENCY: "0" }),
  ).toThrow(/DATABASE_URL is not set: .*PORT .*WEBHOOK_WORKER_CONCURRENCY /);
});

test("the queue runs on Redis when one is configured, else on PostgreSQL", () => {
  expect(queueConnection(loadEnv(minimal))).toEqual({ backend: "postgres", connectionString: minimal.DATABASE_URL });
  expect(queueConnection(loadEnv({ ...minimal, REDIS_HOST: "cache", REDIS_PASSWORD: "p@ss" }))).toEqual({
    backend: "redis",
    url: "redis://:p%40ss@cache:6379",
  });
  expect(queueConnection(loadEnv({ ...minimal, REDIS_HOST: "cache", REDIS_URL: "redis://other:1" }))).toEqual({
    backend: "redis",
    url: "redis://other:1",
  });
});

test("people are told localhost where the process listens on loopback or everywhere", () => {
  expect(publicUrl(loadEnv(minimal))).toBe("http://localhost:3001");
  expect(publicUrl(loadEnv({ ...minimal, HOST: "10.1.2.3", PORT: "80" }))).toBe("http://10.1.2.3:80");
  expect(publicUrl(loadEnv({ ...minimal, POSTHORN_PUBLIC_URL: "https://hooks.example.com/" }))).toBe(
    "https://hooks.example.com",
  );
});
