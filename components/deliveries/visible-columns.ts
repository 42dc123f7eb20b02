import { COLUMN_IDS, type ColumnId, lookOf } from "./delivery-columns";

/** The preference names columns that differ from what is shown by default, so that new ones appear by themselves. */
const NAME = "deliveries.";

export const HIDEABLE = COLUMN_IDS.filter((id) => lookOf(id).fixed === undefined);

export function isVisible(changed: readonly string[], id: ColumnId): boolean {
  return (lookOf(id).optional === true) === changed.includes(NAME + id);
}

export function toggleColumn(changed: readonly string[], id: ColumnId): string[] {
  const name = NAME + id;
  return changed.includes(name) ? changed.filter((each) => each !== name) : [...changed, name];
}

/** @returns the columns of the table, in their order. */
export function visibleColumns(changed: readonly string[], hideEndpoint: boolean): ColumnId[] {
  return COLUMN_IDS.filter((id) => isVisible(changed, id) && !(hideEndpoint && id === "endpoint"));
}
