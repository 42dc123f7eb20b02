import { epochMs } from "@/rig/clock";
import { check } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import type { ReceivedLine } from "@/rig/load/receiver";
import { burst, type Neighbourhood, neighboursP95, openNeighbourhood, sendFor } from "../neighbourhood";
import { atLeast, atMost, type Figure, told } from "../verdict";

const WAITING = 50_000;
const STEP_MS = 10_000;
const RATE_START = 5;
/** What a loaded machine may hand over late and together: the rate is kept where deliveries are claimed. */
const TOLERANCE = 0.2;

/** How many requests came in each step of ten seconds after the first that was answered well, per second of its length. */
function stepsOf(lines: readonly ReceivedLine[]): number[] {
  const times = lines.filter(({ path, status }) => path === "/revived" && status === 200).map(({ atMs }) => atMs);
  const [firstMs = 0] = times;
  const steps = Array.from({ length: Math.ceil(((times.at(-1) ?? firstMs) - firstMs) / STEP_MS) }, () => 0);
  for (const atMs of times) {
    const step = Math.min(Math.floor((atMs - firstMs) / STEP_MS), steps.length - 1);
    steps[step] = (steps[step] ?? 0) + 1;
  }
  return steps.map((count) => count / (STEP_MS / 1_000));
}

/** Each step may bring what was promised for it, and no more. */
function rampFigures(perSecond: readonly number[]): Figure[] {
  return perSecond.flatMap((rate, step) => {
    const promised = RATE_START * 2 ** step;
    const name = `requests/s, ${step * 10} to ${step * 10 + 10} s after the first`;
    return promised > WAITING ? [] : [atMost(name, rate, promised * (1 + TOLERANCE), "/s")];
  });
}

/** @returns the highest p95 of the neighbours in any step: the ramp is steepest at its end. */
async function worstOf(neighbourhood: Neighbourhood, fromMs: number, toMs: number): Promise<number> {
  const p95s: number[] = [];
  for (let atMs = fromMs; atMs + STEP_MS <= toMs; atMs += STEP_MS)
    p95s.push(await neighboursP95(neighbourhood, atMs, atMs + STEP_MS));
  return Math.max(...p95s);
}

export const revived: Experiment = {
  name: "revived",
  fault: "An endpoint that was down comes back with 50,000 deliveries waiting, beside 50 customers at 50/s.",
  promise: "All are delivered, 5/s at first and at most twice as many every 10 s; the others' p95 stays below 1 s.",
  backends: BOTH,
  async run({ open, say }) {
    const neighbourhood = await openNeighbourhood(open, 50);
    const { system } = neighbourhood;
    // What failed while it was down must not wait for the default's five minutes.
    const down = await system.subscribe("/revived", {
      behaviour: [{ status: 503 }],
      input: { retryScheduleMs: Array.from({ length: 20 }, () => 20_000) },
    });
    await burst(neighbourhood, WAITING);
    const before = await sendFor(neighbourhood, { seconds: 10, perSecond: 50 });
    say(`before: p95 ${Math.round(await neighboursP95(neighbourhood, before.fromMs, before.toMs))} ms`);

    const sending = new AbortController();
    const load = sendFor(neighbourhood, { seconds: 600, perSecond: 50, until: sending.signal });
    const revivedMs = epochMs();
    await system.receiver.set("/revived", { secrets: down.secrets });
    const allMs = await system.until(
      "all that waited is delivered",
      async () =>
        (await system.count("SELECT count(*)::int FROM planned_attempts WHERE webhook_id = $1", [down.id])) === 0,
      330_000,
    );
    const overMs = epochMs();
    say(`delivered after ${Math.round(allMs / 1_000)} s`);
    sending.abort();
    await load;
    const verdict = await check(system, { duplicatesMax: 0 });
    const steps = stepsOf(await system.receiver.read());
    return {
      verdict,
      figures: [
        ...rampFigures(steps),
        atLeast("steps of 10 s that it took", steps.length, 8, ""),
        told("until all were delivered", allMs / 1_000, "s"),
        told("neighbours' p95 while it was down", await neighboursP95(neighbourhood, before.fromMs, before.toMs), "ms"),
        atMost("neighbours' p95 meanwhile", await neighboursP95(neighbourhood, revivedMs, overMs), 1_000, "ms"),
        atMost(
          "neighbours' p95 in the worst ten seconds",
          await worstOf(neighbourhood, revivedMs, overMs),
          1_000,
          "ms",
        ),
      ],
    };
  },
};
