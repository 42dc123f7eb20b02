import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import { classifyAttempt } from "@/lib/egress";
import { type IncomingEvent, patternsOf } from "@/lib/events";
import { SAMPLE_ENDPOINTS, type SampleEndpoint } from "@/prisma/seed/sample/endpoints";
import { createRandom } from "@/prisma/seed/sample/random";
import { makeTraffic } from "@/prisma/seed/sample/traffic";
import { SAMPLE_CAUSES } from "@/tests/harness/sample-causes";

const PROJECTS = { Production: "Production", Staging: "Staging", "Customer portal": "Customer portal" };
const MONDAY = Date.UTC(2026, 10, 30);
const STEP_MS = 2 * HOUR_MS;

const hears = ({ project, events }: SampleEndpoint, { type, projectId }: IncomingEvent) =>
  projectId === project && patternsOf(type).some((pattern) => events.includes(pattern));

/** The causes found among first attempts, when the sample is made at that moment, and how long ago each first was. */
function causesAt(nowMs: number): Map<string, number> {
  const random = createRandom(1_845);
  const found = new Map<string, number>();
  for (const event of makeTraffic({ random, nowMs, projectIds: PROJECTS })) {
    for (const endpoint of SAMPLE_ENDPOINTS.filter((each) => hears(each, event))) {
      const atMs = event.acceptedAtMs ?? nowMs;
      const url = "url" in endpoint.behind ? endpoint.behind.url : "http://localhost:3001/";
      const host = { url, address: "127.0.0.1", random };
      const result = endpoint.answer(host, { ago: nowMs - atMs, number: 1, atMs });
      const cause = classifyAttempt({ result, url, timeoutMs: endpoint.timeoutMs ?? 10_000 })?.cause;
      if (cause !== undefined && !found.has(cause)) found.set(cause, nowMs - atMs);
    }
  }
  return found;
}

describe("the sample", () => {
  const steps = Array.from({ length: (7 * DAY_MS) / STEP_MS }, (_, step) => MONDAY + step * STEP_MS);

  // Its events are fewer by night and on weekends, and what went wrong in it went wrong at some hours only.
  it.each(steps.map((atMs) => [new Date(atMs).toUTCString().slice(0, 22), atMs] as const))(
    "shows every cause of failure that it stands for when it is made on %s",
    (_name, atMs) => {
      const causes = Object.fromEntries(causesAt(atMs));
      for (const cause of SAMPLE_CAUSES) expect(causes).toHaveProperty(cause);
      // Else its endpoint is not yet disabled, and the demo goes on to call a host that is not its own.
      expect(causes.tls_expired).toBeGreaterThan(5 * DAY_MS);
    },
  );
});
