import { expect, test } from "vitest";
import { mergeNewest, type RequestPage, type RequestSummary } from "./inboxes";

const request = (id: string, answeredStatus: number | null = 200) => ({ id, answeredStatus }) as RequestSummary;
const page = (ids: string[], nextCursor: string | null = null): RequestPage => ({
  data: ids.map((id) => request(id)),
  nextCursor,
});
const shown = (...pages: RequestPage[]) => ({ pages, pageParams: pages.map(() => null) });

test("new requests come first, known ones are renewed where they stand, none twice", () => {
  const merged = mergeNewest(shown(page(["4", "3"], "c"), page(["2", "1"])), {
    data: [request("6"), request("5"), request("4", 503), request("2", 404)],
    nextCursor: null,
  });
  expect(merged?.pages.map(({ data }) => data.map(({ id, answeredStatus }) => [id, answeredStatus]))).toEqual([
    [
      ["6", 200],
      ["5", 200],
      ["4", 503],
      ["3", 200],
    ],
    [
      ["2", 404],
      ["1", 200],
    ],
  ]);
});

test("when more came than were read, all is read again", () => {
  expect(mergeNewest(shown(page(["1"])), page(["9", "8"], "more"))).toBeUndefined();
  expect(mergeNewest(shown(page([])), page(["2", "1"]))?.pages[0]?.data.length).toBe(2);
});
