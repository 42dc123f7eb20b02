import type { Preferences } from "./parse-preferences";

export type { Preferences };

/** Kept in a cookie, so that the server renders the first view as the reader wants it. */
export const PREFERENCES_COOKIE = "posthorn_prefs";
export const PREFERENCES_AGE_SECONDS = 365 * 86_400;

export function formatPreferences(preferences: Preferences): string {
  return encodeURIComponent(JSON.stringify(preferences));
}

/** @returns the zone to show times in. */
export function zoneOf({ zone, browserZone }: Preferences): string {
  return zone === "utc" ? "UTC" : (browserZone ?? "UTC");
}
