import { z } from "zod";

// Apart from preferences.ts, which every page loads: only the server reads the cookie.

const Preferences = z.object({
  zone: z.enum(["local", "utc"]).catch("local"),
  /** The browser's own zone, which the server cannot know otherwise. */
  browserZone: z.string().max(60).refine(isZone).nullable().catch(null),
  hour12: z.boolean().catch(false),
  density: z.enum(["comfortable", "compact"]).catch("comfortable"),
  singleKeys: z.boolean().catch(true),
  announceLive: z.boolean().catch(true),
  sidebar: z.enum(["open", "rail"]).catch("open"),
  drawerWidth: z.number().min(20).max(80).catch(45),
  /** Workspaces whose onboarding checklist was put away. */
  dismissedChecklists: z.array(z.string().max(60)).max(50).catch([]),
  /** Notices that were read and put away, by what they are about. */
  dismissedNotices: z.array(z.string().max(120)).max(50).catch([]),
  hiddenColumns: z.array(z.string().max(30)).max(20).catch([]),
});
export type Preferences = z.output<typeof Preferences>;

/** @returns what the cookie says; whatever it does not say, or says wrong, is the default. */
export function parsePreferences(cookie: string | undefined): Preferences {
  return Preferences.parse(parseJson(cookie) ?? {});
}

function parseJson(cookie: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(cookie ?? ""));
    return typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
