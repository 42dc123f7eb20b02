import { setTimeout as sleep } from "node:timers/promises";
import type { Stage } from "../stage";

const WINDOW_MS = 5_000;
const REST_MS_MAX = 30_000;
/** Of one core, by all processes together. */
const QUIET_SHARE = 0.03;

/**
 * Waits until what the last load left behind is cleared away: garbage, idle connections, statistics. It ends when the
 * processes hardly use the CPU any more, and after 30 s in any case: what never becomes quiet is to be measured too.
 */
export async function rest(stage: Pick<Stage, "cpuMs">): Promise<void> {
  let before = stage.cpuMs();
  for (let restedMs = 0; restedMs < REST_MS_MAX; restedMs += WINDOW_MS) {
    await sleep(WINDOW_MS);
    const now = stage.cpuMs();
    // A worker that ended takes its time along, so that less than nothing was used: that is no quiet.
    if (now >= before && now - before <= QUIET_SHARE * WINDOW_MS) return;
    before = now;
  }
}
