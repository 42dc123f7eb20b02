import fc from "fast-check";
import { expect, test } from "vitest";
import { newId } from "./ids";
import { readIdCursor, toPage } from "./pagination";
import { anyOf, EventTypePattern, InstantInput, limitOf, textOf } from "./schemas";

const runs = { numRuns: 2_000 };
const anything = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.string(), fc.base64String(), fc.json());

test("a cursor with one character changed, added or cut is refused or another row's, never a throw of ours", () => {
  const cursor = toPage([{ id: newId("event") }, { id: newId("event") }], 1, ({ id }) => id).nextCursor ?? "";
  fc.assert(
    fc.property(
      fc.nat({ max: cursor.length }),
      fc.nat({ max: 2 }),
      fc.string({ unit: "binary", maxLength: 3 }),
      (at, cut, put) => {
        const changed = cursor.slice(0, at) + put + cursor.slice(at + cut);
        try {
          expect(readIdCursor("event", changed)).toMatch(/^evt_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
        } catch (error) {
          expect(error).toMatchObject({ code: "invalid_cursor" });
        }
      },
    ),
    runs,
  );
});

test("a limit is what its digits say, from 1 to the most, or refused", () => {
  const written = fc.oneof(
    anything,
    fc.integer().map(String),
    fc.double().map(String),
    fc.stringMatching(/^[0-9+\-.eEx ]{1,12}$/),
  );
  fc.assert(
    fc.property(written, (text) => {
      const parsed = limitOf(200).safeParse(text);
      const number = Number(text);
      expect(parsed.success).toBe(/^\d{1,9}$/.test(text) && number >= 1 && number <= 200);
      if (parsed.success) expect(parsed.data).toBe(number);
    }),
    runs,
  );
});

test("a time is a real one since 1970 with a zone, to the millisecond, or refused", () => {
  const written = fc.oneof(
    anything,
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/),
  );
  fc.assert(
    fc.property(written, (text) => {
      const parsed = InstantInput.safeParse(text);
      if (!parsed.success) return;
      expect(text).toMatch(/(Z|[+-]\d\d:\d\d)$/);
      expect(parsed.data.getTime()).toBe(Date.parse(text));
      // What PostgreSQL reads as it is meant.
      expect(parsed.data.toISOString()).toMatch(/^(19[7-9]\d|[2-9]\d{3})-/);
    }),
    runs,
  );
});

test("a pattern of event types is a name, a prefix or *, however long and wherever from", () => {
  const nearly = fc.stringMatching(/^[a-zA-Z0-9_.*-]{1,110}$/);
  fc.assert(
    fc.property(fc.oneof(anything, nearly), (text) => {
      const parts = text.split(".");
      const named = (parts.length > 1 && parts.at(-1) === "*" ? parts.slice(0, -1) : parts).every((part) =>
        /^[\w-]+$/.test(part),
      );
      expect(EventTypePattern.safeParse(text).success).toBe(text.length <= 102 && (text === "*" || named));
    }),
    runs,
  );
});

test("a list in an address never has an empty or an odd item, and a text never what PostgreSQL cannot hold", () => {
  fc.assert(
    fc.property(fc.oneof(anything, fc.array(anything)), (given) => {
      const list = anyOf(EventTypePattern).safeParse(given);
      if (list.success) for (const item of list.data) expect(EventTypePattern.safeParse(item).success).toBe(true);
      const text = textOf(50).safeParse(given);
      if (text.success) expect(text.data).toMatch(/^[^\0\p{Surrogate}]{1,100}$/u);
    }),
    runs,
  );
});

test("no text takes long to be refused", () => {
  for (const unit of ["a", "a.", ".", "a-", "1", " ", "*", "gte:"]) {
    const text = unit.repeat(200_000);
    const startedMs = performance.now();
    for (const schema of [EventTypePattern, anyOf(EventTypePattern), InstantInput, limitOf(200), textOf(200)])
      expect(schema.safeParse(text).success).toBe(false);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  }
});
