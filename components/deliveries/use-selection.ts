"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Delivery } from "@/lib/deliveries/schemas";

export type Selection = {
  ids: ReadonlySet<string>;
  /** Everything that matches, also what is not loaded. */
  isAll: boolean;
  toggle: (row: Delivery, toRow: boolean) => void;
  selectRows: (isOn: boolean) => void;
  selectAll: () => void;
  clear: () => void;
};

const NONE: ReadonlySet<string> = new Set();

/** Which rows are ticked. Another filter begins with none: `key` says which filter it is. */
export function useSelection(rows: readonly Delivery[], key: string): Selection {
  const [state, setState] = useState({ key, ids: NONE, isAll: false, anchor: null as string | null });
  const { ids, isAll } = state.key === key ? state : { ids: NONE, isAll: false };

  // Every row depends on `toggle`: it must not be another function whenever one of the rows changes.
  const latestRows = useRef(rows);
  useEffect(() => {
    latestRows.current = rows;
  });
  const toggle = useCallback(
    (row: Delivery, toRow: boolean) => {
      const all = latestRows.current;
      setState((before) => {
        const { ids: old, anchor } = before.key === key ? before : { ids: NONE, anchor: null };
        const next = new Set(old);
        const isOn = !old.has(row.id);
        for (const id of toRow ? between(all, anchor, row.id) : [row.id])
          if (isOn || toRow) next.add(id);
          else next.delete(id);
        return { key, ids: next, isAll: false, anchor: row.id };
      });
    },
    [key],
  );
  const selectRows = useCallback(
    (isOn: boolean) =>
      setState({ key, ids: isOn ? new Set(rows.map(({ id }) => id)) : NONE, isAll: false, anchor: null }),
    [key, rows],
  );
  const selectAll = useCallback(() => setState((before) => ({ ...before, isAll: true })), []);
  const clear = useCallback(() => setState({ key, ids: NONE, isAll: false, anchor: null }), [key]);
  return useMemo(
    () => ({ ids, isAll, toggle, selectRows, selectAll, clear }),
    [ids, isAll, toggle, selectRows, selectAll, clear],
  );
}

function between(rows: readonly Delivery[], anchor: string | null, id: string): string[] {
  const from = rows.findIndex((row) => row.id === anchor);
  const to = rows.findIndex((row) => row.id === id);
  if (from < 0 || to < 0) return [id];
  return rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
}
