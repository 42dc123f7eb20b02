import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { QueueConnection } from "@/lib/platform/env";
import { createRinger, type MaintenanceProcessors, startMaintenance } from "@/lib/queue";
import { backends, silentLogger as logger } from "./backends";

describe.each(backends)("housekeeping on $name", ({ connect }) => {
  let connection: QueueConnection;
  let ran: string[];
  beforeEach(async () => {
    connection = await connect();
    ran = [];
  });

  function start(own: Partial<MaintenanceProcessors> = {}) {
    const note = (name: string) => async () => void ran.push(name);
    const processors: MaintenanceProcessors = {
      partitions: note("partitions"),
      "fold-stats": note("fold-stats"),
      retention: note("retention"),
      "disable-check": note("disable-check"),
      bulk: async ({ bulkJobId }) => void ran.push(bulkJobId),
      ...own,
    };
    const maintenance = startMaintenance({ connection, logger, processors });
    onTestFinished(() => maintenance.close());
    return maintenance;
  }
  function newRinger() {
    const ringer = createRinger({ connection, logger });
    onTestFinished(() => ringer.close());
    return ringer;
  }
  const scheduled = ["disable-check", "fold-stats", "partitions", "retention"];

  test("what is scheduled runs when the first worker starts, and not again because more workers start", async () => {
    start();
    await vi.waitFor(() => expect(ran.toSorted()).toEqual(scheduled), 10_000);
    start();
    start();
    await sleep(1_500);
    expect(ran).toHaveLength(scheduled.length);
  });

  test("a job that fails keeps no other from running, nor the next of its kind", async () => {
    start({
      partitions: async () => Promise.reject(new Error("no room")),
      bulk: async ({ bulkJobId }) => {
        ran.push(bulkJobId);
        throw new Error("broken");
      },
    });
    const ringer = newRinger();
    await vi.waitFor(() => expect(ran.toSorted()).toEqual(scheduled.filter((name) => name !== "partitions")), 10_000);
    for (const bulkJobId of ["job_1", "job_2", "job_2"]) {
      await ringer.addMaintenance("bulk", { bulkJobId });
      await vi.waitFor(() => expect(ran.at(-1)).toBe(bulkJobId), 5_000);
      await sleep(100);
    }
    expect(ran.filter((name) => name === "job_2")).toHaveLength(2);
  });

  test("a bulk job that is asked for again while it runs does not run twice", async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const bulk: MaintenanceProcessors["bulk"] = async ({ bulkJobId }) => {
      ran.push(bulkJobId);
      await gate;
    };
    start({ bulk });
    start({ bulk });
    const ringer = newRinger();
    await ringer.addMaintenance("bulk", { bulkJobId: "job_1" });
    await vi.waitFor(() => expect(ran).toContain("job_1"), 10_000);
    await ringer.addMaintenance("bulk", { bulkJobId: "job_1" });
    await ringer.addMaintenance("bulk", { bulkJobId: "job_2" });
    await vi.waitFor(() => expect(ran).toContain("job_2"), 10_000);
    expect(ran.filter((name) => name === "job_1")).toHaveLength(1);
    release();
  });

  test("closing tells a running job and waits for it", async () => {
    let finished = false;
    const maintenance = start({
      bulk: async (_data, signal) => {
        ran.push("bulk");
        while (!signal.aborted) await sleep(10);
        await sleep(500);
        finished = true;
      },
    });
    await newRinger().addMaintenance("bulk", { bulkJobId: "job_1" });
    await vi.waitFor(() => expect(ran).toContain("bulk"), 10_000);
    await maintenance.close();
    expect(finished).toBe(true);
  });
});
