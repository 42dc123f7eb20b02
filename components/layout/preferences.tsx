"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import {
  formatPreferences,
  type Preferences,
  PREFERENCES_AGE_SECONDS,
  PREFERENCES_COOKIE,
  zoneOf,
} from "@/lib/client/preferences";

type Change = (change: Partial<Preferences>) => void;

const PreferencesContext = createContext<readonly [Preferences, Change] | undefined>(undefined);

/** How this reader wants the pages; kept in a cookie of this browser. */
export function PreferencesProvider({ initial, children }: { initial: Preferences; children: ReactNode }) {
  const [preferences, setPreferences] = useState(initial);
  const change = useCallback<Change>((changed) => setPreferences((before) => ({ ...before, ...changed })), []);
  useEffect(() => {
    if (preferences === initial) return;
    document.cookie = `${PREFERENCES_COOKIE}=${formatPreferences(preferences)}; Path=/; Max-Age=${PREFERENCES_AGE_SECONDS}; SameSite=Lax`;
  }, [preferences, initial]);
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    // After the first paint, which must be the server's.
    const frame = requestAnimationFrame(() => change({ browserZone: timeZone }));
    return () => cancelAnimationFrame(frame);
  }, [change]);
  const value = useMemo(() => [preferences, change] as const, [preferences, change]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): readonly [Preferences, Change] {
  const value = useContext(PreferencesContext);
  if (value === undefined) throw new Error("usePreferences needs a PreferencesProvider above.");
  return value;
}

/** @returns the time zone that times are shown in, an IANA name. */
export function useZone(): string {
  return zoneOf(usePreferences()[0]);
}
