"use client";

import { useDebounce } from "use-debounce";
import { useState } from "react";

const PAUSE_MS = 150;

/** What is looked for and which match is shown; the query follows the typing with a short pause. */
export function useSearch() {
  const [typed, setTyped] = useState("");
  const [position, setPosition] = useState(0);
  const [query] = useDebounce(typed.trim(), PAUSE_MS);
  return {
    typed,
    query,
    position,
    setTyped: (next: string) => {
      setTyped(next);
      setPosition(0);
    },
    /** @param count of matches, behind which it begins again. */
    move: (step: 1 | -1, count: number) => {
      if (count > 0) setPosition((before) => (before + step + count) % count);
    },
  };
}
