import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { check, latencies } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import { HOSTILE } from "../load/hostile-kinds";
import { type HostileServers, startHostileServers } from "../load/hostile-servers";
import type { Producer } from "@/rig/load/producer";
import type { ReceivedLine } from "@/rig/load/receiver";
import type { System } from "@/rig/system";
import { atLeast, atMost, exactly, type Figure, told } from "../verdict";

const TIMEOUT_MS = 2_000;
/** What an overslept timer may add to the time limit. */
const LIMIT_SLACK_MS = 1_000;
const HEALTHY_PER_SECOND = 50;
const HEALTHY_PATHS = ["/plain", "/secure"];
const QUIET_S = 20;
const ATTACK_S = 90;
/** Deliveries made as fast as can be before anything is measured: what work itself takes is no leak. */
const WARM_UP = 5_000;
const MIB = 1024 * 1024;

type EndRow = {
  webhook_id: string;
  cause: string | null;
  error_code: string | null;
  ok: boolean;
  is_truncated: boolean;
  attempts: number;
  slowest_ms: number;
  stored_bytes: number;
  header_bytes: number;
};

const ENDS = `SELECT webhook_id, cause, error_code, ok, response_truncated AS is_truncated, count(*)::int AS attempts,
  max(total_ms) AS slowest_ms, coalesce(max(octet_length(response_body)), 0)::int AS stored_bytes,
  coalesce(max(octet_length(response_headers)), 0)::int AS header_bytes
  FROM attempts WHERE webhook_id = ANY($1) GROUP BY 1, 2, 3, 4, 5`;

export const hostileReceivers: Experiment = {
  name: "hostile-receivers",
  fault: `${Object.keys(HOSTILE).length} kinds of hostile receivers, one delivery a second each for 90 s, beside two healthy ones (http and https), which were beside as many peaceful ones before: silence, dripping, endless bodies, headers, chunks and early hints, gzip bombs, resets, garbage, wrong lengths, bad TLS.`,
  promise:
    "Each attempt ends at its limit with the right cause, the worker's memory stays flat, the healthy ones notice no more than of as many peaceful ones.",
  backends: BOTH,
  async run({ open, say }) {
    const folder = mkdtempSync(join(tmpdir(), "posthorn-hostile-"));
    const servers = await startHostileServers();
    try {
      const authorities = join(folder, "authority.pem");
      writeFileSync(authorities, servers.authority);
      const system = await open({ tenants: 3, settings: { NODE_EXTRA_CA_CERTS: authorities } });
      return await attack(system, servers, say);
    } finally {
      await servers.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function attack(system: System, servers: HostileServers, say: (line: string) => void) {
  const secureUrl = await system.receiver.secure(servers.trusted);
  await system.subscribe("/plain");
  await system.subscribe("/secure", { url: `${secureUrl}/secure` });
  const memory = sampleMemory(system);

  await system.producer().produceBatches(WARM_UP);
  await system.untilDelivered(120_000);
  const quiet = system.producer();
  await quiet.produce({ count: QUIET_S * HEALTHY_PER_SECOND, perSecond: HEALTHY_PER_SECOND });
  const peaceful = await besidePeaceful(system);
  const quietBytes = memory.takeMost();
  say(`quiet: ${Math.round(quietBytes / MIB)} MiB`);

  const kindOf = await subscribeHostile(system, servers);
  const busy = system.producer();
  const [, victim] = system.tenants;
  const hostile = system.producer(victim);
  await Promise.all([
    busy.produce({ count: ATTACK_S * HEALTHY_PER_SECOND, perSecond: HEALTHY_PER_SECOND }),
    hostile.produce({ count: ATTACK_S, perSecond: 1 }),
  ]);
  await sleep(TIMEOUT_MS + LIMIT_SLACK_MS);
  const attackBytes = memory.takeMost();
  memory.stop();
  for (const id of kindOf.keys()) await system.call("PATCH", `/api/webhooks/${id}`, { active: false }, victim);
  const verdict = await check(system, { duplicatesMax: 0, settleMs: 120_000 });
  const lines = await system.receiver.read();
  const rows = await system.sql<EndRow>(ENDS, [[...kindOf.keys()]]);
  const peacefulP95 = p95(peaceful, lines);
  const busyP95 = p95(busy, lines);
  return {
    verdict,
    figures: [
      ...(await endFigures(rows, kindOf, servers, say)),
      told("memory of the worker before", quietBytes / MIB, "MiB"),
      atMost("memory more in the attack", (attackBytes - quietBytes) / MIB, 64, "MiB"),
      told("p95 of the healthy ones alone", p95(quiet, lines), "ms"),
      told("p95 beside as many peaceful ones", peacefulP95, "ms"),
      // What so many more deliveries cost anyway is not the hostility. The floor is what a busy machine adds to anything.
      atMost(
        "p95 of the healthy ones in the attack",
        busyP95,
        Math.min(1_000, Math.max(peacefulP95 * 1.2, peacefulP95 + 100)),
        "ms",
      ),
    ],
  };
}

/** A third customer has as many webhooks as there are hostile kinds, each as well as can be. @returns who sent meanwhile. */
async function besidePeaceful(system: System): Promise<Producer> {
  const [, , tenant] = system.tenants;
  const hooks = [];
  for (const index of Object.keys(HOSTILE).keys()) hooks.push(await system.subscribe(`/peaceful-${index}`, { tenant }));
  const healthy = system.producer();
  await Promise.all([
    healthy.produce({ count: QUIET_S * HEALTHY_PER_SECOND, perSecond: HEALTHY_PER_SECOND }),
    system.producer(tenant).produce({ count: QUIET_S, perSecond: 1 }),
  ]);
  await system.untilDelivered();
  for (const { id } of hooks) await system.call("PATCH", `/api/webhooks/${id}`, { active: false }, tenant);
  return healthy;
}

/** @returns the kind of each hostile webhook. They are another customer's than the healthy ones, at the same worker. */
async function subscribeHostile(system: System, servers: HostileServers): Promise<Map<string, string>> {
  const kindOf = new Map<string, string>();
  const [, victim] = system.tenants;
  for (const [kind, { url }] of Object.entries(await servers.read())) {
    const input = {
      name: kind,
      url,
      events: ["project.created"],
      timeoutMs: TIMEOUT_MS,
      retryScheduleMs: [1_000, 5_000],
    };
    const { id } = await system.call<{ id: string }>("POST", "/api/webhooks", input, victim);
    kindOf.set(id, kind);
  }
  return kindOf;
}

function sampleMemory(system: System) {
  let mostBytes = 0;
  const [worker] = system.workers;
  const timer = setInterval(() => {
    mostBytes = Math.max(mostBytes, worker?.rssBytes() ?? 0);
  }, 100);
  return {
    /** @returns the most since it was last asked. */
    takeMost: () => {
      const most = mostBytes;
      mostBytes = 0;
      return most;
    },
    stop: () => clearInterval(timer),
  };
}

async function endFigures(
  rows: readonly EndRow[],
  kindOf: ReadonlyMap<string, string>,
  servers: HostileServers,
  say: (line: string) => void,
): Promise<Figure[]> {
  let wrong = 0;
  let unmarked = 0;
  const seen = new Map<string, Map<string, number>>();
  for (const { webhook_id: id, cause, error_code: code, ok, is_truncated: isTruncated, attempts } of rows) {
    const name = kindOf.get(id) ?? "";
    const kind = HOSTILE[name];
    const isRight = kind?.causes.includes(cause) === true && (ok === kind.isDelivered || kind.causes.length > 1);
    if (!isRight) wrong += attempts;
    if (ok && kind?.isTruncated === true && !isTruncated) unmarked += attempts;
    const ends = seen.get(name) ?? new Map<string, number>();
    const end = `${isRight ? "" : "! "}${ok ? "delivered" : "failed"}, ${cause ?? "no cause"}${code === null ? "" : ` (${code})`}`;
    ends.set(end, (ends.get(end) ?? 0) + attempts);
    seen.set(name, ends);
  }
  const books = await servers.read();
  for (const [name, ends] of seen) {
    const { connections = 0, bytesSent = 0 } = books[name] ?? {};
    const poured = bytesSent > MIB ? `, up to ${Math.round(bytesSent / MIB)} MiB poured in` : "";
    say(
      `${name}: ${[...ends].map(([end, count]) => `${count} × ${end}`).join("; ")}; ${connections} connections${poured}`,
    );
  }
  const most = (of: (row: EndRow) => number) => Math.max(...rows.map(of));
  return [
    exactly("kinds that were tried", seen.size, Object.keys(HOSTILE).length, ""),
    atLeast(
      "hostile attempts",
      rows.reduce((sum, { attempts }) => sum + attempts, 0),
      1_500,
      "",
    ),
    exactly("attempts with another cause", wrong, 0, ""),
    exactly("cut answers that are not marked", unmarked, 0, ""),
    atMost(
      "longest attempt",
      most((row) => row.slowest_ms),
      TIMEOUT_MS + LIMIT_SLACK_MS,
      "ms",
    ),
    atMost(
      "most stored of an answer",
      most((row) => row.stored_bytes),
      16 * 1024,
      "bytes",
    ),
    atMost(
      "most stored of headers",
      most((row) => row.header_bytes),
      96 * 1024,
      "bytes",
    ),
    // How much loopback carries between two looks at the wire; what it may cost is the memory's figure.
    told(
      "most poured into one connection",
      Math.max(...Object.values(books).map(({ bytesSent }) => bytesSent)) / MIB,
      "MiB",
    ),
  ];
}

function p95(producer: Producer, lines: readonly ReceivedLine[]): number {
  const all = HEALTHY_PATHS.flatMap((path) => latencies(producer.ledger, lines, path)).map(
    ({ latencyMs }) => latencyMs,
  );
  return all.sort((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? Number.POSITIVE_INFINITY;
}
