import { expect, test } from "vitest";
import { isVisible, toggleColumn, visibleColumns } from "./visible-columns";

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
  const all = visibleColumns([], false);
  expect(all.slice(0, 4)).toEqual(["select", "status", "type", "endpoint"]);
  expect(visibleColumns([], true)).toEqual(all.filter((id) => id !== "endpoint"));
});
