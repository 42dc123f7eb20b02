"use client";

import { useState } from "react";

export type Selection = {
  ids: readonly string[];
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Takes all of these in, or out when all are in. */
  toggleAll: (ids: readonly string[]) => void;
  stateOf: (ids: readonly string[]) => boolean | "indeterminate";
  clear: () => void;
};

/** Which rows of a list are chosen. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const has = (id: string) => chosen.includes(id);
  return {
    ids: chosen,
    has,
    toggle: (id) =>
      setChosen((before) => (before.includes(id) ? before.filter((other) => other !== id) : [...before, id])),
    toggleAll: (ids) =>
      setChosen((before) =>
        ids.every((id) => before.includes(id))
          ? before.filter((id) => !ids.includes(id))
          : [...new Set([...before, ...ids])],
      ),
    stateOf: (ids) => (ids.length > 0 && ids.every(has) ? true : ids.some(has) ? "indeterminate" : false),
    clear: () => setChosen([]),
  };
}
