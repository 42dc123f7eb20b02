import { expect, test } from "vitest";
import { findProblem } from "./check";

const info = (version: string, policy?: string) =>
  `# Server\r\nredis_version:${version}\r\n# Memory\r\n${policy === undefined ? "" : `maxmemory_policy:${policy}\r\n`}`;

test("Redis 6.2 and newer is accepted, older is named", () => {
  for (const version of ["6.2.0", "7.0.15", "8.4.1", "10.0.0"])
    expect(findProblem(info(version, "noeviction"))).toBeNull();
  for (const version of ["5.0.14", "6.0.16", "2.8"])
    expect(findProblem(info(version, "noeviction"))).toContain(`version ${version}`);
});

test("each policy that evicts is refused; a server that has none is accepted", () => {
  for (const policy of ["allkeys-lru", "volatile-lru", "volatile-ttl", "allkeys-random"])
    expect(findProblem(info("7.2.4", policy))).toContain(policy);
  expect(findProblem(info("7.2.4"))).toBeNull();
});
