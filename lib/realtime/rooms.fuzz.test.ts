import fc from "fast-check";
import { expect, test } from "vitest";
import { createRooms } from "./rooms";
import { parseTopics } from "./sse";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.stringMatching(/^[0-9a-f]{12}-\d{1,20}$/),
  fc.stringMatching(/^-?[\d-]{0,20}$/),
);

test("a Last-Event-ID that is not of this process leads nowhere, one of its future neither", () => {
  const rooms = createRooms({ listen: () => () => undefined } as unknown as Parameters<typeof createRooms>[0]);
  const leave = rooms.join("ws_1", () => undefined);
  const [boot = "", number = ""] = rooms.currentId().split("-");
  fc.assert(
    fc.property(anyText, (id) => {
      fc.pre(!id.startsWith(`${boot}-`));
      expect(rooms.since("ws_1", id)).toBeNull();
      expect(rooms.since("ws_1", `${boot}-${Number(number) + 1}`)).toBeNull();
      expect(rooms.since("ws_1", `${boot}-x${id}`)).toBeNull();
      expect(rooms.since(id, rooms.currentId())).toBeNull();
    }),
    { numRuns: 1_000 },
  );
  expect(rooms.since("ws_1", rooms.currentId())).toEqual([]);
  leave();
});

test("topics are known ones, or refused by name", () => {
  fc.assert(
    fc.property(
      fc.oneof(anyText, fc.array(fc.constantFrom("event", "delivery", "nope", "", " ", "__proto__")).map(String)),
      (text) => {
        try {
          expect(parseTopics(text).size).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ code: "validation_failed", errors: [{ path: "topics" }] });
        }
      },
    ),
    { numRuns: 1_000 },
  );
});
