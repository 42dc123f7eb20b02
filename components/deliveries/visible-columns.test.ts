import { expect, test } from "vitest";
import { isVisible, toggleColumn, visibilityOf } from "./visible-columns";

test("a column is shown or hidden by default, and the other way round once somebody changed it", () => {
  expect([isVisible([], "latency"), isVisible([], "id")]).toEqual([true, false]);
  const changed = toggleColumn(toggleColumn([], "latency"), "id");
  expect([isVisible(changed, "latency"), isVisible(changed, "id")]).toEqual([false, true]);
  expect(toggleColumn(toggleColumn(changed, "latency"), "id")).toEqual([]);
});

test("what another list keeps in the preference stays there", () => {
  expect(toggleColumn(["endpoints.url"], "id")).toEqual(["endpoints.url", "deliveries.id"]);
});

test("the page of one endpoint needs no column for it", () => {
  expect(visibilityOf([], true)).toMatchObject({ endpoint: false, status: true });
  expect(visibilityOf([], false)).toMatchObject({ endpoint: true });
});
