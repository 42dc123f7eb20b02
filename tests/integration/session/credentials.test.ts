import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { createDatabase } from "@/lib/platform/db";
import { createThrottle, type Door, verifyCredentials } from "@/lib/users";
import { signInWithProvider } from "@/lib/workspaces";
import { type Api, startApi } from "@/tests/harness/api";
import { newPerson, type Person, signInAs } from "@/tests/harness/person";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

function doorFrom(ip: string, clock?: () => number): Door {
  const { database, services } = api.runtime;
  return {
    db: database.prisma,
    services,
    throttle: createThrottle(database.pool, clock),
    requestId: newId("request"),
    ip,
  };
}

async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`Not refused: ${String(error)}`);
  return error;
}

const auditOf = async (person: Person) => {
  const text = "SELECT action, actor_kind, actor_id, ip FROM audit_entries WHERE target_id = $1 ORDER BY id";
  return api.runtime.database.sql(text, [person.id]);
};

describe("signing in", () => {
  it("works with the right password, whatever the case of the address, and is on record", async () => {
    const person = await newPerson(api, "Ada");
    const input = { email: ` ${person.email.toUpperCase()} `, password: person.password };
    expect(await verifyCredentials(doorFrom("198.51.100.1"), input)).toEqual({
      id: person.id,
      email: person.email,
      name: "Ada",
      sessionVersion: 1,
    });
    expect((await auditOf(person)).at(-1)).toEqual({
      action: "user.signed_in",
      actor_kind: "user",
      actor_id: person.id,
      ip: "198.51.100.1",
    });
  });

  it("gives an unknown address, a wrong password, an account without one, and nonsense the same answer", async () => {
    const person = await newPerson(api);
    await api.runtime.database.prisma.user.create({ data: { id: newId("user"), email: "oauth@example.com" } });
    const door = doorFrom("198.51.100.2");
    const answers = await Promise.all(
      [
        { email: person.email, password: "wrong" },
        { email: "nobody@example.com", password: "wrong" },
        { email: "oauth@example.com", password: "wrong" },
        { email: "nonsense", password: "" },
        undefined,
      ].map((input) => refusal(verifyCredentials(door, input))),
    );
    expect(new Set(answers.map(({ code, message }) => `${code} ${message}`)).size).toBe(1);
    await expect
      .poll(async () => (await auditOf(person)).at(-1))
      .toMatchObject({ action: "user.sign_in_failed", actor_kind: "system", actor_id: null });
  });

  it("takes as long for an unknown address as for a known one", async () => {
    const person = await newPerson(api);
    // New ones for each try: nine guesses are nearly all that one address is allowed.
    const newDoor = () => doorFrom(`2001:db8::${randomBytes(2).toString("hex")}`);
    const known = { email: person.email, door: newDoor(), fastestMs: Number.POSITIVE_INFINITY };
    const unknown = { email: `${newId("user")}@example.com`, door: newDoor(), fastestMs: Number.POSITIVE_INFINITY };
    // In turns, and the fastest of each: what else the machine has to do meanwhile slows some of them, not all.
    for (let round = 0; round < 9; round += 1) {
      for (const guess of [known, unknown]) {
        const startedMs = performance.now();
        const { code } = await refusal(verifyCredentials(guess.door, { email: guess.email, password: "wrong" }));
        guess.fastestMs = Math.min(guess.fastestMs, performance.now() - startedMs);
        expect(code).toBe("unauthenticated");
      }
    }
    const times = [known.fastestMs, unknown.fastestMs];
    // Without the decoy hash the unknown one would be ten times faster.
    expect(Math.max(...times) / Math.min(...times)).toBeLessThan(3);
  });
});

describe("the throttle of sign-ins", () => {
  it("stops guesses at one account after ten, from wherever they come, and tells how long to wait", async () => {
    const person = await newPerson(api);
    const guess = (index: number) =>
      refusal(verifyCredentials(doorFrom(`203.0.113.${index}`), { email: person.email, password: "guess" }));
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => guess(index)));
    expect(answers.filter(({ code }) => code === "unauthenticated")).toHaveLength(10);
    const throttled = answers.filter(({ code }) => code === "rate_limited");
    expect(throttled).toHaveLength(20);
    for (const { retryAfterSeconds } of throttled) expect(retryAfterSeconds).toBeGreaterThan(0);
    const right = { email: person.email, password: person.password };
    expect((await refusal(verifyCredentials(doorFrom("203.0.113.99"), right))).code).toBe("rate_limited");
  });

  it("locks nobody out for good: however many guesses were refused, the wait told is enough", async () => {
    const person = await newPerson(api);
    let nowMs = Date.now();
    const door = doorFrom("203.0.113.200", () => nowMs);
    const guess = { email: person.email, password: "guess" };
    for (let index = 0; index < 40; index += 1) await refusal(verifyCredentials(door, guess));
    const { retryAfterSeconds = 0 } = await refusal(verifyCredentials(door, guess));
    expect(retryAfterSeconds).toBeLessThanOrEqual(30 * 60);
    nowMs += retryAfterSeconds * 1_000;
    const right = { email: person.email, password: person.password };
    expect((await verifyCredentials(door, right)).id).toBe(person.id);
    // Having proved itself, the account starts with a clean slate.
    expect((await refusal(verifyCredentials(door, guess))).code).toBe("unauthenticated");
  });

  it("keeps nobody out where they are signed in already, however long others guess", async () => {
    const person = await newPerson(api);
    const home = "198.51.100.60";
    await signInAs(api, person.id, { ip: home });
    const guess = { email: person.email, password: "guess" };
    const right = { email: person.email, password: person.password };
    for (let index = 0; index < 12; index += 1) await refusal(verifyCredentials(doorFrom(`203.0.114.${index}`), guess));
    expect((await refusal(verifyCredentials(doorFrom("203.0.114.99"), right))).code).toBe("rate_limited");
    expect((await verifyCredentials(doorFrom(home), right)).id).toBe(person.id);
    // It gave those others no further guesses, and there are no more than ten at home either.
    expect((await refusal(verifyCredentials(doorFrom("203.0.114.98"), guess))).code).toBe("rate_limited");
    const atHome = [];
    for (let index = 0; index < 12; index += 1) atHome.push(await refusal(verifyCredentials(doorFrom(home), guess)));
    expect(atHome.filter(({ code }) => code === "unauthenticated")).toHaveLength(10);
  });

  it("stops one network address after fifty failures, whichever accounts it tries", async () => {
    const ip = "203.0.113.210";
    const nowMs = Date.now();
    const door = doorFrom(ip, () => nowMs);
    for (let index = 0; index < 50; index += 1)
      expect((await refusal(verifyCredentials(door, { email: "nonsense", password: "x" }))).code).toBe(
        "unauthenticated",
      );
    expect((await refusal(verifyCredentials(door, { email: "nonsense", password: "x" }))).code).toBe("rate_limited");
    expect((await refusal(verifyCredentials(doorFrom("203.0.113.211"), undefined))).code).toBe("unauthenticated");
  });

  it("lets nobody in while it cannot count", async () => {
    const person = await newPerson(api);
    const nowhere = createDatabase({
      connectionString: "postgresql://127.0.0.1:1/none",
      poolSize: 2,
      applicationName: "test",
      statementTimeoutMs: 1_000,
    });
    const throttle = createThrottle(nowhere.pool);
    const right = { email: person.email, password: person.password };
    expect((await refusal(verifyCredentials({ ...doorFrom("203.0.113.220"), throttle }, right))).code).toBe(
      "unavailable",
    );
    await nowhere.close();
  });

  it("keeps no address of a person in the clear", async () => {
    const person = await newPerson(api);
    await refusal(verifyCredentials(doorFrom("203.0.113.230"), { email: person.email, password: "wrong" }));
    const rows = await api.runtime.database.sql("SELECT key FROM rate_limits");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/@|203\.0\.113/);
  });
});

describe("GitHub and Google", () => {
  const profile = (change: object = {}) => ({
    provider: "github",
    providerAccountId: newId("request"),
    email: `${newId("user")}@example.com`,
    name: "Octo Cat",
    image: null,
    ...change,
  });
  const door = () => doorFrom("198.51.100.50");

  it("make an account at the first time and find it again at the second, also after the address changed", async () => {
    const first = profile();
    const made = await signInWithProvider(door(), first, "open");
    expect(made.outcome).toBe("signed_in");
    expect(await signInWithProvider(door(), { ...first, email: null }, "open")).toEqual(made);
  });

  it("do not take over or join an account that was made with a password", async () => {
    const person = await newPerson(api);
    const refused = await signInWithProvider(door(), profile({ email: person.email }), "open");
    expect(refused).toEqual({ outcome: "refused", reason: "email_taken" });
  });

  it("make no account without a confirmed address, nor uninvited where one must be invited", async () => {
    expect(await signInWithProvider(door(), profile({ email: null }), "open")).toMatchObject({
      reason: "email_missing",
    });
    const known = profile();
    expect(await signInWithProvider(door(), known, "invited")).toMatchObject({ reason: "invitation_needed" });
    const owner = await newPerson(api);
    await owner.call("POST", "/api/invitations", { body: { email: known.email, role: "viewer" } });
    expect(await signInWithProvider(door(), known, "invited")).toMatchObject({ outcome: "signed_in" });
  });
});
