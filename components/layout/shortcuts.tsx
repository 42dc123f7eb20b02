"use client";

import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useState } from "react";
import { useHotkeys } from "react-hotkeys-hook";
import { usePreferences } from "./preferences";

export type Shortcut = { id: string; keys: string; label: string; group: string };

type Registry = { shortcuts: readonly Shortcut[]; add: (shortcut: Shortcut) => () => void };

const ShortcutsContext = createContext<Registry | undefined>(undefined);

/** Knows every shortcut of the page that is open, for the sheet that lists them. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  const add = useMemo<Registry["add"]>(
    () => (shortcut) => {
      setShortcuts((before) => [...before, shortcut]);
      return () => setShortcuts((before) => before.filter(({ id }) => id !== shortcut.id));
    },
    [],
  );
  const value = useMemo(() => ({ shortcuts, add }), [shortcuts, add]);
  return <ShortcutsContext value={value}>{children}</ShortcutsContext>;
}

export function useShortcuts(): Registry {
  const value = useContext(ShortcutsContext);
  if (value === undefined) throw new Error("Shortcuts need a ShortcutsProvider above.");
  return value;
}

/**
 * Binds keys while the component is mounted: never in fields, editors, menus or with a dialog open, and single keys
 * only where the reader has not switched them off (WCAG 2.1.4).
 * @param keys as react-hotkeys-hook writes them: "j", "mod+k", "shift+x", "g>o" for one after the other.
 */
export function useShortcut(
  keys: string,
  label: string,
  run: (event: KeyboardEvent) => void,
  { enabled = true, group = "This page" }: { enabled?: boolean; group?: string } = {},
): void {
  const id = useId();
  const { add } = useShortcuts();
  const [{ singleKeys }] = usePreferences();
  const isOn = enabled && (singleKeys || keys.startsWith("mod+"));
  useEffect(() => (isOn ? add({ id, keys, label, group }) : undefined), [add, id, keys, label, group, isOn]);
  useHotkeys(keys, run, {
    enabled: isOn,
    preventDefault: true,
    splitKey: "+",
    sequenceSplitKey: ">",
    delimiter: "|",
    // A letter means the letter, wherever it lies on the keyboard. Sequences know places only.
    useKey: !keys.includes(">"),
    // Which keys make a question mark depends on the keyboard.
    ignoreModifiers: keys === "?",
    // The library takes every input for a field, a checkbox too.
    enableOnFormTags: true,
    ignoreEventWhen: (event) => isInField(event) || (isTyping(event) && !(keys === "mod+k" || keys === "mod+b")),
  });
}

const FIELDS =
  'input:not([type="checkbox"]), textarea, select, [role="textbox"], [role="searchbox"], [role="spinbutton"], [role="slider"], [role="radio"]';

function isInField({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.matches(FIELDS);
}

function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  if (document.querySelector("dialog:modal") !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('[role="menu"], [role="listbox"], [data-shortcuts="off"]') !== null;
}
