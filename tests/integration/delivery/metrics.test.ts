import { afterEach, expect, it } from "vitest";
import { readMetrics } from "@/lib/http";
import { openStage, type Stage, until } from "./stage";

let stage: Stage;
afterEach(() => stage.close());

it("the metrics say that the database does not answer, and still tell what this process counted", async () => {
  stage = await openStage();
  const text = await readMetrics(() => Promise.reject(new Error("no database")));
  expect(text).toMatch(/^posthorn_database_up 0$/m);
  expect(text).toMatch(/^posthorn_events_accepted_total/m);
  expect(text).not.toMatch(/^posthorn_deliveries_due/m);
});

it("the metrics tell what every worker delivered, why it failed and how long it took, under one heading each", async () => {
  stage = await openStage();
  const good = await stage.newWebhook();
  const bad = await stage.newWebhook({ retryScheduleMs: [60_000] });
  stage.receiver.script(bad.path, { status: 500 });
  const worker = await stage.startWorker();
  await stage.waitForState(await stage.send({}, good.id), "delivered");
  await stage.waitForCount("SELECT count(*)::int FROM attempts WHERE NOT ok", 1);

  let text = "";
  const series = (name: string) => text.split("\n").filter((line) => line.startsWith(name) && line.includes(worker.id));
  const isTold = async () => {
    text = await readMetrics(stage.runtime.database.sql);
    return series("posthorn_attempts_total").length >= 2;
  };
  await until(isTold, "the worker's next heartbeat", 15_000);

  expect(series("posthorn_attempts_total").join("\n")).toMatch(/cause="server_error".* [1-9]/);
  expect(series("posthorn_deliveries_finished_total").join("\n")).toMatch(/status="delivered".* [1-9]/);
  expect(series("posthorn_attempt_seconds_count").join("\n")).toMatch(/ [1-9]/);
  expect(text).toMatch(/^posthorn_workers_alive 1$/m);
  const headings = text.match(/^# HELP \S+/gm) ?? [];
  expect(new Set(headings).size).toBe(headings.length);
});
