import type { AuditDiff } from "./record-audit";

/** @returns the fields whose values differ, as the audit log keeps them. Values must be JSON. */
export function changesOf<Row extends Record<string, AuditDiff[string][0]>>(before: Row, after: Row): AuditDiff {
  const diff: AuditDiff = {};
  for (const [field, value] of Object.entries(after)) {
    const old = before[field] ?? null;
    if (JSON.stringify(old) !== JSON.stringify(value)) diff[field] = [old, value];
  }
  return diff;
}
