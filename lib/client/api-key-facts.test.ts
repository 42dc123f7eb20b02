import { describe, expect, it } from "vitest";
import { SCOPES } from "@/lib/access/scopes";
import type { ApiKey } from "@/lib/api-keys/schemas";
import { DAY_MS } from "@/lib/core/clock";
import { envFileOf, isUnused, PRESETS, scopeGroups, stateOfKey, summariseScopes } from "./api-key-facts";

const NOW_MS = Date.parse("2026-11-23T12:00:00.000Z");
const at = (days: number) => new Date(NOW_MS + days * DAY_MS).toISOString();
const key = (given: Partial<ApiKey>): ApiKey => ({
  id: "key_1",
  name: "CI",
  prefix: "ph_1",
  hint: "abcd",
  scopes: [],
  createdById: null,
  createdAt: at(-200),
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  lastUsedIp: null,
  ...given,
});

describe("an API key", () => {
  it.each([
    [{}, "active"],
    [{ expiresAt: at(8) }, "active"],
    [{ expiresAt: at(6) }, "expiring"],
    [{ expiresAt: at(0) }, "expired"],
    [{ expiresAt: at(8), revokedAt: at(-1) }, "revoked"],
  ] as const)("with %j is %s", (given, state) => {
    expect(stateOfKey(key(given), NOW_MS)).toBe(state);
  });

  it("is unused 90 days after its last use, or after it was made, while it still opens anything", () => {
    expect(isUnused(key({}), NOW_MS)).toBe(true);
    expect(isUnused(key({ lastUsedAt: at(-89) }), NOW_MS)).toBe(false);
    expect(isUnused(key({ lastUsedAt: at(-90) }), NOW_MS)).toBe(true);
    expect(isUnused(key({ createdAt: at(-1) }), NOW_MS)).toBe(false);
    expect(isUnused(key({ revokedAt: at(-1) }), NOW_MS)).toBe(false);
    expect(isUnused(key({ expiresAt: at(-1) }), NOW_MS)).toBe(false);
  });

  it("says what it may do in a word where a preset says it", () => {
    expect(summariseScopes([...SCOPES].toReversed())).toBe("Everything");
    expect(summariseScopes(["events:write"])).toBe("Send only");
    expect(summariseScopes(PRESETS.read.scopes)).toBe("Read only");
    expect(summariseScopes(["events:read"])).toBe("1 scope");
    expect(summariseScopes(["events:read", "events:write"])).toBe("2 scopes");
  });

  it("may be given each scope there is, by what it is about", () => {
    expect(
      scopeGroups()
        .flatMap(({ scopes }) => scopes)
        .toSorted(),
    ).toEqual([...SCOPES].toSorted());
    expect(scopeGroups()[0]).toEqual({ noun: "events", scopes: ["events:read", "events:write"] });
  });

  it("comes with a file for programs", () => {
    expect(envFileOf("http://localhost:3000", "ph_x")).toBe(
      "POSTHORN_URL=http://localhost:3000\nPOSTHORN_API_KEY=ph_x\n",
    );
  });
});
