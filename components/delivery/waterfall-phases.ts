import { parseUrl } from "@/lib/core/parse-url";
import type { Attempt } from "@/lib/deliveries/schemas";

export type PhaseKey = "dns" | "tcp" | "tls" | "overhead" | "ttfb" | "download";
/** `unfinished`: the attempt ended in this step. */
type Phase = { key: PhaseKey; label: string; startMs: number; ms: number; unfinished: boolean };

const LABELS: Record<PhaseKey, string> = {
  dns: "DNS lookup",
  tcp: "TCP connection",
  tls: "TLS handshake",
  overhead: "Handing over",
  ttfb: "Waiting for the answer",
  download: "Reading the answer",
};
/** Less than this between the steps is noise of the measurement. */
const OVERHEAD_MS_MIN = 0.05;

type Measured = Pick<Attempt, "phases" | "totalMs" | "response"> & { request: Pick<Attempt["request"], "url"> };

/**
 * @returns the steps of an attempt one after the other, which add up to its total: what no step accounts for is the time of
 * the step that it ended in, or what lies between opening the connection and sending.
 */
export function phasesOf({ phases, totalMs, response, request }: Measured): Phase[] {
  const { dnsMs, tcpMs, tlsMs, ttfbMs, downloadMs, protocol } = phases;
  const measured: [PhaseKey, number | null][] = [
    ["dns", dnsMs],
    ["tcp", tcpMs],
    ["tls", tlsMs],
    ["ttfb", ttfbMs],
    ["download", downloadMs],
  ];
  const restMs = Math.max(0, totalMs - measured.reduce((sum, [, ms]) => sum + (ms ?? 0), 0));
  const steps: { key: PhaseKey; ms: number; unfinished: boolean }[] = measured.flatMap(([key, ms]) =>
    ms === null ? [] : [{ key, ms, unfinished: false }],
  );
  if (response === null) {
    const key = endedIn(phases, protocol !== null, request.url);
    steps.push({ key, ms: restMs, unfinished: true });
  } else if (restMs >= OVERHEAD_MS_MIN) {
    const position = steps.findIndex(({ key }) => key === "ttfb");
    steps.splice(position === -1 ? steps.length : position, 0, { key: "overhead", ms: restMs, unfinished: false });
  }
  let startMs = 0;
  return steps.map((step) => {
    const phase = { ...step, label: LABELS[step.key], startMs };
    startMs += step.ms;
    return phase;
  });
}

function endedIn({ dnsMs, tcpMs, tlsMs }: Attempt["phases"], wasSent: boolean, url: string): PhaseKey {
  if (wasSent) return "ttfb";
  if (tlsMs !== null) return "tls";
  if (tcpMs !== null) return url.startsWith("https:") ? "tls" : "ttfb";
  // A literal address needs no look-up.
  return dnsMs !== null || hasLiteralHost(url) ? "tcp" : "dns";
}

function hasLiteralHost(url: string): boolean {
  const { hostname = "" } = parseUrl(url) ?? {};
  return hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
}
