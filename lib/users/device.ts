/** What a session's user agent says of itself, in words; nothing of it is proof. */
export type Device = { label: string; kind: "desktop" | "phone" | "tablet" | "unknown" };

// The first that matches: most browsers claim to be several of those below them.
const BROWSERS: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(HeadlessChrome|Chrome|Chromium|CriOS)\//, "Chrome"],
  [/\bVersion\/[\d.]+.* Safari\//, "Safari"],
];

const SYSTEMS: [RegExp, string, Device["kind"]][] = [
  [/\biPhone\b/, "iPhone", "phone"],
  [/\biPad\b/, "iPad", "tablet"],
  [/\bAndroid\b.*\bMobile\b/, "Android", "phone"],
  [/\bAndroid\b/, "Android", "tablet"],
  [/\bWindows NT\b/, "Windows", "desktop"],
  [/\bCrOS\b/, "ChromeOS", "desktop"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS", "desktop"],
  [/\bLinux\b|\bX11\b/, "Linux", "desktop"],
];

/** @returns "Firefox on Windows", as far as a User-Agent header tells; a program's own name ("curl") where it is no browser. */
export function describeDevice(userAgent: string | null): Device {
  const text = userAgent ?? "";
  const browser = BROWSERS.find(([pattern]) => pattern.test(text))?.[1];
  const [, system, kind = "unknown"] = SYSTEMS.find(([pattern]) => pattern.test(text)) ?? [];
  if (browser !== undefined) return { label: system === undefined ? browser : `${browser} on ${system}`, kind };
  if (system !== undefined) return { label: `A browser on ${system}`, kind };
  const program = /^([A-Za-z][\w.-]{0,30})\//.exec(text)?.[1];
  return { label: program ?? "Unknown device", kind: "unknown" };
}
