import { setTimeout as sleep } from "node:timers/promises";
import { type Tally, warmUp } from "../load/events";
import { rest } from "../load/rest";
import { KILOBYTE, type Scenario } from "../scenario";

/** Nothing to do. */
export const idle: Scenario = {
  name: "idle",
  async run({ open, repeat, row, load: { seconds } }) {
    const stage = await open({ countsQueries: true });
    await warmUp(stage, KILOBYTE);
    await rest(stage);
    const nothing: Tally = { accepted: 0, delivered: 0, lost: 0, duplicates: 0 };
    const results = await repeat("idle", stage, async () => {
      const [before, used] = [await stage.chatter(), stage.usage()];
      await sleep(seconds * 1_000);
      const [after, usedAfter] = [await stage.chatter(), stage.usage()];
      const cpuPercent = (role: string) =>
        ((usedAfter.get(role)?.cpuMs ?? 0) - (used.get(role)?.cpuMs ?? 0)) / (seconds * 10);
      return {
        tally: nothing,
        queries: (after.queries - before.queries) / seconds,
        redisCommands: (after.redisCommands - before.redisCommands) / seconds,
        cpu: { web: cpuPercent("web"), worker: cpuPercent("worker"), postgres: cpuPercent("postgres") },
      };
    });
    row(
      "idle",
      "statements, web and worker",
      "/s",
      results.map((result) => result.queries),
    );
    row(
      "idle",
      "Redis commands, web and worker",
      "/s",
      results.map((result) => result.redisCommands),
    );
    for (const role of ["web", "worker", "postgres"] as const)
      row(
        "idle",
        `CPU of ${role}`,
        "%",
        results.map(({ cpu }) => cpu[role]),
        role === "postgres" ? undefined : { atMost: 1 },
      );
  },
};
