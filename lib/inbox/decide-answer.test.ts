import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Answer, decideAnswer } from "./decide-answer";
import { InboxBehaviour, PRESET_NAMES } from "./schemas";

const NEVER_FAILS = 0.999;

function outcomeOf(answer: Answer): number | string {
  return answer.kind === "respond" ? answer.status : answer.kind;
}

function outcomes(behaviour: InboxBehaviour, count: number): (number | string)[] {
  return Array.from({ length: count }, (_, index) => outcomeOf(decideAnswer(behaviour, index + 1, NEVER_FAILS)));
}

function respond(behaviour: InboxBehaviour, requestNumber = 1): Extract<Answer, { kind: "respond" }> {
  const answer = decideAnswer(behaviour, requestNumber, NEVER_FAILS);
  if (answer.kind !== "respond") throw new Error(`it does ${answer.kind}`);
  return answer;
}

describe("an inbox's answer", () => {
  it("is 200 and JSON when nothing was asked for", () => {
    const answer = respond({});
    expect(answer).toMatchObject({
      status: 200,
      delayMs: 0,
      dripMs: 0,
      body: { kind: "text", text: '{"received":true}' },
    });
    expect(answer.headers).toEqual([["Content-Type", "application/json; charset=utf-8"]]);
  });

  it("follows a sequence, whose last step repeats", () => {
    expect(outcomes({ sequence: [503, "drop", 200] }, 5)).toEqual([503, "drop", 200, 200, 200]);
  });

  it("fails the first n requests and then gets well", () => {
    expect(outcomes({ failFirst: 2, failWith: 503 }, 4)).toEqual([503, 503, 200, 200]);
    expect(outcomes({ failFirst: 1 }, 2)).toEqual([500, 200]);
  });

  it("fails the share of requests it was told to, and no other", () => {
    const flaky: InboxBehaviour = { failureRate: 0.3, failWith: "hang" };
    expect(outcomeOf(decideAnswer(flaky, 1, 0.299))).toBe("hang");
    expect(outcomeOf(decideAnswer(flaky, 1, 0.3))).toBe(200);
  });

  it("hangs or drops when told to", () => {
    expect(decideAnswer({ hang: true }, 1, 0)).toEqual({ kind: "hang" });
    expect(decideAnswer({ drop: true, delayMs: 50 }, 1, 0)).toEqual({ kind: "drop", delayMs: 50 });
  });

  it("sends Retry-After with failures only", () => {
    const behaviour: InboxBehaviour = { sequence: [429, 200], retryAfter: "30" };
    expect(respond(behaviour, 1).headers).toContainEqual(["Retry-After", "30"]);
    expect(respond(behaviour, 2).headers.map(([name]) => name)).not.toContain("Retry-After");
    expect(respond({ retryAfter: "Wed, 21 Oct 2037 07:28:00 GMT" }).status).toBe(429);
  });

  it("redirects with 302 unless another status is given", () => {
    expect(respond({ location: "/elsewhere" })).toMatchObject({ status: 302 });
    expect(respond({ location: "/elsewhere", status: 308 }).headers).toContainEqual(["Location", "/elsewhere"]);
    expect(respond({ location: "/elsewhere", status: 200 }).headers.map(([name]) => name)).not.toContain("Location");
  });

  it("has no body where HTTP forbids one", () => {
    for (const status of [204, 205, 304])
      expect(respond({ status, body: "x" })).toMatchObject({ headers: [], body: { kind: "text", text: "" } });
  });

  it("may be of any size", () => {
    expect(respond({ bodyBytes: 5_000_000 })).toMatchObject({ body: { kind: "filler", bytes: 5_000_000 } });
  });

  it("lets fields beside a preset go before the preset's", () => {
    expect(outcomes({ preset: "recovers_after_3" }, 4)).toEqual([503, 503, 503, 200]);
    expect(outcomes({ preset: "recovers_after_3", failFirst: 1 }, 2)).toEqual([503, 200]);
    expect(respond({ preset: "wrong_secret" })).toMatchObject({
      status: 401,
      body: { text: '{"error":"Invalid signature"}' },
    });
  });

  it("exists for every preset, each of which is a valid behaviour", () => {
    for (const preset of PRESET_NAMES)
      expect(decideAnswer(InboxBehaviour.parse({ preset }), 1, 0)).toHaveProperty("kind");
  });

  it("is the same for the same request number and chance", () => {
    const behaviours = fc.record(
      {
        status: fc.integer({ min: 200, max: 599 }),
        sequence: fc.array(fc.integer({ min: 200, max: 599 }), { minLength: 1, maxLength: 5 }),
        failFirst: fc.nat(5),
        failureRate: fc.double({ min: 0, max: 1, noNaN: true }),
        delayMs: fc.nat(60_000),
        drop: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        behaviours,
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (given, requestNumber, random) => {
          const behaviour = InboxBehaviour.parse(given);
          expect(decideAnswer(behaviour, requestNumber, random)).toEqual(
            decideAnswer(behaviour, requestNumber, random),
          );
        },
      ),
    );
  });
});

describe("a behaviour", () => {
  it.each([
    ["a cookie", { headers: { "Set-Cookie": "a=b" } }],
    ["a policy for the whole origin", { headers: { "Clear-Site-Data": '"*"' } }],
    ["a replaced sniffing rule", { headers: { "X-Content-Type-Options": "none" } }],
    ["a header that is split", { headers: { "X-A": "a\r\nSet-Cookie: b" } }],
    ["a script", { contentType: "text/javascript" }],
    ["a javascript: redirect", { location: "javascript:alert(1)" }],
    ["a status that is no final answer", { status: 101 }],
    ["a delay beyond a minute", { delayMs: 60_001 }],
    ["an unknown field", { latency: 5 }],
    ["text that the database cannot hold", { body: "\0" }],
    ["half of a character", { body: "\ud800" }],
  ])("with %s is refused", (_what, behaviour) => {
    expect(InboxBehaviour.safeParse(behaviour).success).toBe(false);
  });

  it("takes the headers that receivers really send", () => {
    const headers = {
      "X-RateLimit-Remaining": "0",
      "RateLimit-Reset": "5",
      "CF-Ray": "8f00-FRA",
      Server: "nginx",
      ETag: '"1"',
    };
    expect(InboxBehaviour.safeParse({ headers }).success).toBe(true);
  });
});
