"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";

export type PaletteAction = { id: string; label: string; keywords?: string[]; run: () => void };

type Registry = { actions: readonly PaletteAction[]; add: (action: PaletteAction) => () => void };

const PaletteContext = createContext<Registry | undefined>(undefined);

/** Knows what can be done on the page that is open, for the command palette. */
export function PaletteActionsProvider({ children }: { children: ReactNode }) {
  const [actions, setActions] = useState<readonly PaletteAction[]>([]);
  const add = useMemo<Registry["add"]>(
    () => (action) => {
      setActions((before) => [...before.filter(({ id }) => id !== action.id), action]);
      return () => setActions((before) => before.filter((each) => each !== action));
    },
    [],
  );
  const value = useMemo(() => ({ actions, add }), [actions, add]);
  return <PaletteContext value={value}>{children}</PaletteContext>;
}

export function usePaletteActions(): Registry {
  const value = useContext(PaletteContext);
  if (value === undefined) throw new Error("The palette's actions need a PaletteActionsProvider above.");
  return value;
}

/** Offers an action in the command palette while the component is mounted; `undefined` offers none. */
export function usePaletteAction(action: PaletteAction | undefined): void {
  const { add } = usePaletteActions();
  const run = useRef(action?.run);
  useEffect(() => {
    run.current = action?.run;
  });
  const { id, label } = action ?? {};
  const keywords = action?.keywords?.join(" ");
  useEffect(() => {
    if (id === undefined || label === undefined) return;
    return add({ id, label, keywords: keywords?.split(" "), run: () => run.current?.() });
  }, [add, id, label, keywords]);
}
