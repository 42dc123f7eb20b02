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
 * @param ports ports or folders that appear in the command line of the servers of this run, so that others are not counted.
 * @returns CPU time and memory by role, summed over the processes that belong to this run.
 */
export function usageByRole(
  belongs: (role: string, commandLine: string, environment: string) => boolean,
): Map<string, Usage> {
  const found = new Map<string, Usage>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const commandLine = read(pid, "cmdline")?.replaceAll("\0", " ") ?? "";
    const role = ROLES.find(([pattern]) => pattern.test(commandLine))?.[1];
    const stat = read(pid, "stat");
    if (role === undefined || stat === undefined || !belongs(role, commandLine, read(pid, "environ") ?? "")) continue;
    // Fields are counted after the parenthesised name, which may hold spaces: utime and stime are 14 and 15, rss is 24.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const usage = found.get(role) ?? { role, cpuMs: 0, rssBytes: 0 };
    usage.cpuMs += ((Number(fields[11]) + Number(fields[12])) * 1_000) / TICKS_PER_SECOND;
    usage.rssBytes += Number(fields[21]) * PAGE_BYTES;
    found.set(role, usage);
  }
  return found;
}
