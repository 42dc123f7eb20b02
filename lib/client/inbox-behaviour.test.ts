import { describe, expect, it } from "vitest";
import { PRESETS } from "@/lib/inbox/presets";
import { type InboxBehaviour, PRESET_NAMES } from "@/lib/inbox/schemas";
import {
  type BehaviourForm,
  behaviourFromForm,
  behaviourToForm,
  describeBehaviour,
  nextOutcome,
} from "./inbox-behaviour";

const EMPTY = behaviourToForm({});
const read = (given: Partial<BehaviourForm>) => behaviourFromForm({ ...EMPTY, ...given });
const errorsOf = (given: Partial<BehaviourForm>) => {
  const found = read(given);
  return found.outcome === "invalid" ? found.errors : {};
};

describe("the form of a behaviour", () => {
  it("gives every behaviour back as it was", () => {
    const behaviours: InboxBehaviour[] = [
      {},
      { sequence: [503, "drop", 200], delayMs: 50 },
      { failFirst: 2, failWith: "hang", failureRate: 0.35 },
      { hang: true },
      { headers: { "X-Trace": "a: b", ETag: '"1"' }, body: " x\n", contentType: "text/plain", dripMs: 10 },
      { location: "/elsewhere", status: 308, bodyBytes: 5, retryAfter: "30" },
    ];
    for (const behaviour of behaviours)
      expect(behaviourFromForm(behaviourToForm(behaviour))).toEqual({ outcome: "valid", behaviour });
  });

  it("spells every preset out", () => {
    for (const preset of PRESET_NAMES)
      expect(behaviourFromForm(behaviourToForm({ preset }))).toEqual({
        outcome: "valid",
        behaviour: PRESETS[preset].behaviour,
      });
  });

  it("takes statuses with commas, spaces or both", () => {
    expect(read({ sequence: " 503,503 200" })).toMatchObject({ behaviour: { sequence: [503, 503, 200] } });
    expect(read({ sequence: "DROP, hang" })).toMatchObject({ behaviour: { sequence: ["drop", "hang"] } });
  });

  it("says at its field what is wrong, in words", () => {
    expect(errorsOf({ status: "99" }).status).toBe("must be a whole number from 200 to 599");
    expect(errorsOf({ status: "abc" }).status).toBe("must be a whole number from 200 to 599");
    expect(errorsOf({ failurePercent: "130" }).failurePercent).toBe("must be a number from 0 to 100");
    expect(errorsOf({ sequence: "200, nope" }).sequence).toBe("takes statuses from 200 to 599, drop or hang");
    expect(errorsOf({ headers: "no colon" }).headers).toBe("takes one header a line, as Name: value");
    expect(errorsOf({ headers: "Set-Cookie: a=b" }).headers).toMatch(/^Set-Cookie is no header that an inbox may send/);
    expect(errorsOf({ location: "ftp://x" }).location).toMatch(/^must begin with/);
    expect(Object.keys(errorsOf({ status: "1", delayMs: "-1" }))).toEqual(["status", "delayMs"]);
  });
});

describe("the words for a behaviour", () => {
  it.each<[InboxBehaviour, string]>([
    [{}, "Answers 200."],
    [{ preset: "rate_limited" }, "Answers 429. Sends Retry-After: 30 with failures."],
    [{ preset: "recovers_after_3" }, "Fails the first 3 with 503, then answers 200."],
    [{ preset: "flaky" }, "Fails about 30 % with 500, else answers 200."],
    [{ hang: true }, "Never answers."],
    [
      { sequence: [503, "drop", 200], delayMs: 1_500 },
      "Comes to 503, drop, 200 in turn; the last one repeats. Waits 1.5 s before it answers.",
    ],
    [{ location: "/x" }, "Answers 302. Points to /x."],
  ])("%j", (behaviour, words) => {
    expect(describeBehaviour(behaviour).join(" ")).toBe(words);
  });

  it("tell what the next request gets, where that is known", () => {
    expect([0, 1, 2, 9].map((count) => nextOutcome({ sequence: [503, 429, 200] }, count))).toEqual([
      "503",
      "429",
      "200",
      "200",
    ]);
    expect([0, 2, 3].map((count) => nextOutcome({ preset: "recovers_after_3" }, count))).toEqual([
      "503",
      "503",
      "well",
    ]);
    expect(nextOutcome({ failureRate: 0.5 }, 0)).toBeUndefined();
  });
});
