import { findFreePort } from "@/scripts/processes/free-port";
import { epochMs } from "@/rig/clock";
import { quantile } from "@/rig/statistics";
import { check, latencies } from "../checker";
import { BOTH, type Experiment, type Finding, type Setting } from "../experiment";
import {
  burst,
  compare,
  type Neighbourhood,
  neighboursP95,
  openNeighbourhood,
  sendFor,
  type Trouble,
  unmoved,
} from "../neighbourhood";
import type { System } from "@/rig/system";
import { atLeast, atMost, sumVerdicts, told } from "../verdict";

const NEIGHBOURS = 50;
const LOAD = { seconds: 10, perSecond: 50 };
const ROUNDS = 5;

/** What troubles an endpoint is there in the phases that measure it, and held back in those that do not. */
function troubleOf({ system }: Neighbourhood, webhookId: string): Trouble {
  return {
    async begin() {
      // As if it had just died: what its breaker has learned would make every phase but the first an easy one.
      await system.sql("DELETE FROM lanes WHERE webhook_id = $1", [webhookId]);
      await system.call("POST", `/api/webhooks/${webhookId}/resume`);
    },
    end: () => system.call("POST", `/api/webhooks/${webhookId}/pause`),
  };
}

/** A system that was never in trouble, and one with an endpoint that has a backlog and is held back until it is measured. */
async function besideBacklog(
  { open, say }: Setting,
  { backlog, path, ...options }: { backlog: number; path: string } & Parameters<System["subscribe"]>[1],
) {
  const calm = await openNeighbourhood(open, NEIGHBOURS);
  const troubled = await openNeighbourhood(open, NEIGHBOURS);
  const webhook = await troubled.system.subscribe(path, options);
  const trouble = troubleOf(troubled, webhook.id);
  await trouble.end();
  await burst(troubled, backlog);
  say(`${backlog} deliveries are waiting`);
  const { without, beside } = await compare(calm, troubled, trouble, { rounds: ROUNDS, load: LOAD, say });
  return { calm, troubled, webhook, figures: unmoved(without, beside) };
}

async function besideDead(setting: Setting, kind: "refuses" | "hangs"): Promise<Finding> {
  const backlog = 100_000;
  const {
    calm,
    troubled,
    webhook: dead,
    figures,
  } = await besideBacklog(setting, {
    backlog,
    path: "/dead",
    behaviour: [{ hang: true }],
    url: kind === "refuses" ? `http://127.0.0.1:${await findFreePort()}/dead` : undefined,
  });
  const { system } = troubled;
  const attempts = await system.count("SELECT count(*)::int FROM attempts WHERE webhook_id = $1", [dead.id]);

  // Its owner gives up: a hundred thousand deliveries end at once, and the neighbours must not notice that either.
  const sending = new AbortController();
  const load = sendFor(troubled, { ...LOAD, seconds: 120, until: sending.signal });
  const deletedMs = epochMs();
  await system.call("DELETE", `/api/webhooks/${dead.id}`);
  const cancelledOf = "SELECT count(*)::int FROM deliveries WHERE webhook_id = $1 AND status = 'cancelled'";
  const endedMs = await system.until(
    "its deliveries are cancelled",
    async () => (await system.count(cancelledOf, [dead.id])) === backlog,
    100_000,
  );
  sending.abort();
  await load;
  const verdict = sumVerdicts(
    await check(calm.system, { duplicatesMax: 0 }),
    await check(system, {
      duplicatesMax: 0,
      isExplained: ({ webhook_id, status }) => webhook_id === dead.id && status === "cancelled",
    }),
  );
  return {
    verdict,
    figures: [
      ...figures,
      atLeast("requests to the dead endpoint", attempts, 10, ""),
      told("until 100,000 deliveries were cancelled with their endpoint", endedMs / 1_000, "s"),
      atMost("neighbours' p95 meanwhile", await neighboursP95(troubled, deletedMs, epochMs()), 1_000, "ms"),
    ],
  };
}

export const besideRefusing: Experiment = {
  name: "beside-refusing",
  fault: "An endpoint that refuses connections has 100,000 deliveries waiting, beside 50 healthy customers at 50/s.",
  promise: "The healthy ones' p95 is below 1 s and at most 1.2 times what it is without.",
  backends: BOTH,
  run: (setting) => besideDead(setting, "refuses"),
};

export const besideHanging: Experiment = {
  name: "beside-hanging",
  fault: "An endpoint that never answers has 100,000 deliveries waiting, beside 50 healthy customers at 50/s.",
  promise: "The healthy ones' p95 is below 1 s and at most 1.2 times what it is without.",
  backends: BOTH,
  run: (setting) => besideDead(setting, "hangs"),
};

/** The trouble is over: it has its limits taken away, and all that is left of its backlog must arrive. */
async function finish(
  { calm, troubled, webhook }: Pick<Awaited<ReturnType<typeof besideBacklog>>, "calm" | "troubled" | "webhook">,
  changes: Record<string, unknown>,
) {
  const { system } = troubled;
  await system.call("PATCH", `/api/webhooks/${webhook.id}`, changes);
  await system.receiver.set(webhook.path, { secrets: webhook.secrets });
  await system.call("POST", `/api/webhooks/${webhook.id}/resume`);
  return sumVerdicts(
    await check(calm.system, { duplicatesMax: 0 }),
    await check(system, { duplicatesMax: 0, settleMs: 120_000 }),
  );
}

export const besideSlow: Experiment = {
  name: "beside-slow",
  fault: "An endpoint that takes 1.9 s for each answer has 5,000 deliveries waiting, beside 50 customers at 50/s.",
  promise: "The others' p95 is below 1 s and at most 1.2 times what it is without; the slow one is used as well.",
  backends: BOTH,
  async run(setting) {
    const beside = await besideBacklog(setting, {
      backlog: 5_000,
      path: "/slow",
      behaviour: [{ status: 200, delayMs: 1_900 }],
    });
    const lines = await beside.troubled.system.receiver.read();
    const answered = lines.filter(({ path }) => path === "/slow").length;
    return {
      verdict: await finish(beside, {}),
      figures: [...beside.figures, atLeast("requests to the slow one", answered, 500, "")],
    };
  },
};

/** @returns the most requests that came in any second, wherever it begins. */
function mostInASecond(times: readonly number[]): number {
  let most = 0;
  let from = 0;
  times.forEach((atMs, index) => {
    while (atMs - (times[from] ?? atMs) >= 1_000) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
}

export const besideLimited: Experiment = {
  name: "beside-limited",
  fault: "An endpoint with a limit of 5 requests a second has 2,000 deliveries waiting, beside 50 customers at 50/s.",
  promise:
    "Two workers together keep the limit in every second; the others' p95 is at most 1.2 times what it is without.",
  backends: BOTH,
  async run(setting) {
    const rateLimit = 5;
    const beside = await besideBacklog(setting, { backlog: 2_000, path: "/limited", input: { rateLimit } });
    const lines = await beside.troubled.system.receiver.read();
    const times = lines.filter(({ path }) => path === "/limited").map(({ atMs }) => atMs);
    return {
      verdict: await finish(beside, { rateLimit: null }),
      figures: [
        ...beside.figures,
        // The bucket runs ahead of its rate by a fifth of a second; one more, because what is claimed apart may arrive together.
        atMost("most requests in any second", mostInASecond(times), rateLimit * 1.2 + 1, ""),
        atLeast("requests under the limit", times.length, ROUNDS * LOAD.seconds * rateLimit * 0.8, ""),
      ],
    };
  },
};

export const besideBurst: Experiment = {
  name: "beside-burst",
  fault: "One workspace sends 100,000 events by the batch API, four calls at a time, while another one sends 10/s.",
  promise: "The other's p95 is below 1 s, from the first event of the burst to its last delivery.",
  backends: BOTH,
  async run({ open, say }) {
    const count = 100_000;
    const neighbourhood = await openNeighbourhood(open, 1);
    const { system, neighbours } = neighbourhood;
    await system.subscribe("/burst");
    const calm = await sendFor(neighbourhood, { seconds: 10, perSecond: 10 });
    const sending = new AbortController();
    const load = sendFor(neighbourhood, { seconds: 600, perSecond: 10, until: sending.signal });
    const burstMs = epochMs();
    await burst(neighbourhood, count);
    const acceptedMs = epochMs();
    say(`accepted after ${Math.round((acceptedMs - burstMs) / 1_000)} s`);
    await system.until("the burst is delivered", async () => (await system.receiver.read()).length >= count, 240_000);
    const deliveredMs = epochMs();
    sending.abort();
    await load;
    const verdict = await check(system, { duplicatesMax: 0 });
    const lines = await system.receiver.read();
    const beside = latencies(neighbours[0]?.ledger ?? [], lines).filter(
      ({ sentAtMs }) => sentAtMs >= burstMs && sentAtMs < deliveredMs,
    );
    const sorted = beside.map(({ latencyMs }) => latencyMs);
    return {
      verdict,
      figures: [
        told("the other's p95 before", await neighboursP95(neighbourhood, calm.fromMs, calm.toMs), "ms"),
        atMost("the other's p95 meanwhile", quantile(sorted, 0.95), 1_000, "ms"),
        told("the other's slowest", Math.max(...sorted), "ms"),
        told("until all were accepted", (acceptedMs - burstMs) / 1_000, "s"),
        told("until all were delivered", (deliveredMs - burstMs) / 1_000, "s"),
      ],
    };
  },
};
