import { describe, expect, it } from "vitest";
import { describeDevice } from "./device";

const MOZILLA = "Mozilla/5.0";
const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";

describe("a device", () => {
  it.each([
    [
      `${MOZILLA} (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0`,
      "Firefox on Windows",
      "desktop",
    ],
    [`${MOZILLA} (X11; Linux x86_64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`, "Chrome on Linux", "desktop"],
    [
      `${MOZILLA} (Windows NT 10.0) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
      "Edge on Windows",
      "desktop",
    ],
    [
      `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15`,
      "Safari on macOS",
      "desktop",
    ],
    [
      `${MOZILLA} (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1`,
      "Safari on iPhone",
      "phone",
    ],
    [
      `${MOZILLA} (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/141.0 Mobile Safari/604.1`,
      "Chrome on iPad",
      "tablet",
    ],
    [
      `${MOZILLA} (Linux; Android 15; Pixel 9) ${WEBKIT} Chrome/141.0.0.0 Mobile Safari/537.36`,
      "Chrome on Android",
      "phone",
    ],
    [`${MOZILLA} (Linux; Android 15; SM-X900) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`, "Chrome on Android", "tablet"],
    [
      `${MOZILLA} (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36 OPR/125.0`,
      "Opera on ChromeOS",
      "desktop",
    ],
    [`${MOZILLA} (X11; Linux x86_64) Something/1`, "A browser on Linux", "desktop"],
    ["curl/8.5.0", "curl", "unknown"],
    ["<script>alert(1)</script>", "Unknown device", "unknown"],
    ["", "Unknown device", "unknown"],
    [null, "Unknown device", "unknown"],
  ] as const)("%s is told in words", (userAgent, label, kind) => {
    expect(describeDevice(userAgent)).toEqual({ label, kind });
  });
});
