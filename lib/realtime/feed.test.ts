import fc from "fast-check";
import { expect, test } from "vitest";
import { createFeed } from "./feed";

test("a reader that comes back gets exactly what it missed, or is told that part of it is forgotten", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 50 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 60 }),
      fc.integer({ min: 0, max: 300 }),
      (startNumber, entriesMax, gaps, lastSeen) => {
        const feed = createFeed<{ number: number }>(startNumber, entriesMax);
        const told: { number: number }[] = [];
        for (const gap of gaps) {
          const entry = { number: (told.at(-1)?.number ?? startNumber) + gap };
          told.push(entry);
          feed.append(entry);
        }
        const missed = feed.since(lastSeen);
        if (missed !== null) expect(missed).toEqual(told.filter(({ number }) => number > lastSeen));
        if (missed === null) expect(lastSeen < startNumber || told.length > entriesMax).toBe(true);
        if (lastSeen < startNumber) expect(missed).toBeNull();
      },
    ),
  );
});

test("at least half of what a feed holds can always be resumed", () => {
  const feed = createFeed<{ number: number }>(0, 100);
  for (let number = 1; number <= 1_234; number++) feed.append({ number });
  expect(feed.since(1_234 - 50)).toHaveLength(50);
  expect(feed.since(1_000)).toBeNull();
});
