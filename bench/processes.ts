import { readdirSync, readFileSync } from "node:fs";

/** What a process used so far; from /proc, so Linux only. */
export type Usage = { role: string; cpuMs: number; rssBytes: number };

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

const ROLES: [RegExp, string][] = [
  [/dist\/web\.js/, "web"],
  [/dist\/worker\.js/, "worker"],
  [/redis-server|valkey-server/, "redis"],
  [/postgres/, "postgres"],
];

function read(pid: string, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined; // it ended while we looked
  }
}

/**
 * @param mark text in the command line or environment of every process that the run started itself: its home, its ports.
 * @returns CPU time and memory by role, summed over those processes and PostgreSQL's children.
 */
export function usageByRole(marks: readonly string[]): Map<string, Usage> {
  const found = new Map<string, Usage>();
  const seen = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => look(pid) ?? []);
  const own = new Set(seen.filter(({ text }) => marks.some((mark) => text.includes(mark))).map(({ pid }) => pid));
  for (const { pid, parent, role, cpuMs, rssBytes } of seen) {
    if (!own.has(pid) && !own.has(parent)) continue;
    const usage = found.get(role) ?? { role, cpuMs: 0, rssBytes: 0 };
    found.set(role, { role, cpuMs: usage.cpuMs + cpuMs, rssBytes: usage.rssBytes + rssBytes });
  }
  return found;
}

/** @returns the CPU time of one process, in ms; 0 when it is gone. */
export function cpuMsOf(pid: number): number {
  return timesOf(read(String(pid), "stat") ?? "").cpuMs;
}

// Fields are counted after the parenthesised name, which may hold spaces: the parent is 4, rss is 24. The times are 14
// and 15, and 16 and 17 those of children that ended: a connection's process takes none of its time along.
function timesOf(stat: string): { parent: string; cpuMs: number; rssBytes: number } {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return {
    parent: fields[1] ?? "",
    cpuMs: (ticks * 1_000) / TICKS_PER_SECOND,
    rssBytes: Number(fields[21]) * PAGE_BYTES,
  };
}

function look(pid: string): (Usage & { pid: string; parent: string; text: string }) | undefined {
  const commandLine = read(pid, "cmdline")?.replaceAll("\0", " ") ?? "";
  const role = ROLES.find(([pattern]) => pattern.test(commandLine))?.[1];
  const stat = read(pid, "stat");
  if (role === undefined || stat === undefined) return undefined;
  return { pid, role, ...timesOf(stat), text: `${commandLine} ${read(pid, "environ") ?? ""}` };
}
