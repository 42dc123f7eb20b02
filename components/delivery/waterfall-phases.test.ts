import fc from "fast-check";
import { expect, test } from "vitest";
import type { Attempt } from "@/lib/deliveries/schemas";
import { phasesOf } from "./waterfall-phases";

const none: Attempt["phases"] = {
  queueWaitMs: 5,
  dnsMs: null,
  tcpMs: null,
  tlsMs: null,
  ttfbMs: null,
  downloadMs: null,
  totalMs: 0,
  reusedConnection: false,
  protocol: null,
  tlsVersion: null,
  certificate: null,
};
const answer = {} as NonNullable<Attempt["response"]>;

function read(
  phases: Partial<Attempt["phases"]>,
  totalMs: number,
  response: Attempt["response"] = null,
  url = "https://a.example/",
) {
  return phasesOf({ phases: { ...none, ...phases }, totalMs, response, request: { url } });
}

test("the steps of an answered attempt follow each other and add up to its total", () => {
  const steps = read({ dnsMs: 3, tcpMs: 38, tlsMs: 40, ttfbMs: 100, downloadMs: 1 }, 184, answer);
  expect(steps.map(({ key, startMs, ms }) => [key, startMs, ms])).toEqual([
    ["dns", 0, 3],
    ["tcp", 3, 38],
    ["tls", 41, 40],
    ["overhead", 81, 2],
    ["ttfb", 83, 100],
    ["download", 183, 1],
  ]);
});

test("an attempt that ended without an answer spent the rest in the step it ended in", () => {
  const ending = (...given: Parameters<typeof read>) => read(...given).at(-1);
  expect(ending({ dnsMs: 2, tcpMs: 3, tlsMs: 4, protocol: "HTTP/1.1" }, 15_000)).toMatchObject({
    key: "ttfb",
    ms: 14_991,
    unfinished: true,
  });
  expect(ending({ dnsMs: 2, tcpMs: 3 }, 9)).toMatchObject({ key: "tls", ms: 4 });
  expect(ending({ dnsMs: 2 }, 9)).toMatchObject({ key: "tcp", ms: 7 });
  expect(ending({}, 9)).toMatchObject({ key: "dns", ms: 9 });
  expect(ending({}, 9, null, "http://127.0.0.1:1/")).toMatchObject({ key: "tcp" });
  expect(ending({}, 9, null, "http://[::1]:1/")).toMatchObject({ key: "tcp" });
  expect(ending({ reusedConnection: true, protocol: "HTTP/1.1" }, 9)).toMatchObject({ key: "ttfb" });
});

test("whatever was measured, the steps add up to the total", () => {
  const ms = fc.option(fc.double({ min: 0, max: 10_000, noNaN: true }), { nil: null });
  fc.assert(
    fc.property(
      ms,
      ms,
      ms,
      ms,
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.boolean(),
      (dnsMs, tcpMs, tlsMs, ttfbMs, restMs, isAnswered) => {
        const totalMs = (dnsMs ?? 0) + (tcpMs ?? 0) + (tlsMs ?? 0) + (ttfbMs ?? 0) + restMs;
        const steps = read({ dnsMs, tcpMs, tlsMs, ttfbMs }, totalMs, isAnswered ? answer : null);
        expect(Math.abs(steps.reduce((sum, step) => sum + step.ms, 0) - totalMs)).toBeLessThan(2);
      },
    ),
  );
});
