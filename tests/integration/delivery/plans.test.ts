import pg from "pg";
import { expect, it } from "vitest";
import { CANCEL_SCHEDULED, RECORD_CLAIMED, RELEASE_PLANNED } from "@/lib/deliveries/engine/record-statements";
import { CLAIM_DELIVERIES, CLAIM_SUSPECT, HAND_BACK, HAND_BACK_CLAIM } from "@/lib/deliveries/engine/claim-statements";
import { SESSION_OPTIONS } from "@/lib/deliveries/engine";
import { createTestDatabase } from "@/tests/harness/database";

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  Plans?: Plan[];
};

const scansOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(scansOf)];

const BURST = `INSERT INTO planned_attempts (delivery_id, trigger, workspace_id, webhook_id, event_id, due_at, planned_for)
  SELECT 'dlv_' || n, 'schedule', 'ws_1', 'wh_1', 'evt_' || n, now(), now() FROM generate_series(1, 5000) AS n`;

// While the statistics still say that a table is empty, reading all of it looks as cheap as looking one row up.
it.each(
  Object.entries({ CLAIM_DELIVERIES, RECORD_CLAIMED, RELEASE_PLANNED, CANCEL_SCHEDULED, HAND_BACK, HAND_BACK_CLAIM }),
)(
  "%s looks planned attempts up by their keys, although a burst came after the table was last analysed empty",
  async (_name, statement) => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url, options: SESSION_OPTIONS });
    await client.connect();
    try {
      await client.query(BURST);
      await client.query("DELETE FROM planned_attempts");
      await client.query("VACUUM (ANALYZE, TRUNCATE false) planned_attempts");
      await client.query(BURST);
      const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
        `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${statement}`,
      );
      const [explained] = rows[0]?.["QUERY PLAN"] ?? [];
      const scans = explained === undefined ? [] : scansOf(explained.Plan);
      const reads = scans.filter(
        (node) => node["Relation Name"] === "planned_attempts" && node["Node Type"].includes("Scan"),
      );
      expect(reads.length).toBeGreaterThan(0);
      for (const { "Node Type": type, "Index Cond": condition = "" } of reads)
        if (type !== "Tid Scan") expect(condition).toMatch(/delivery_id = |webhook_id = /);
    } finally {
      await client.end();
      await database.drop();
    }
  },
);

// Every worker asks for one every two seconds: it must not read through what waits for an endpoint that is down.
it.each(["never", "full", "empty"])(
  "CLAIM_SUSPECT reads suspects only, the table last analysed %s",
  async (analysed) => {
    const database = await createTestDatabase();
    const client = new pg.Client({ connectionString: database.url, options: SESSION_OPTIONS });
    await client.connect();
    try {
      await client.query(BURST);
      if (analysed === "full") await client.query("ANALYZE planned_attempts");
      if (analysed === "empty") {
        await client.query("DELETE FROM planned_attempts");
        await client.query("VACUUM (ANALYZE, TRUNCATE false) planned_attempts");
        await client.query(BURST);
      }
      const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
        `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${CLAIM_SUSPECT}`,
      );
      const [explained] = rows[0]?.["QUERY PLAN"] ?? [];
      const scans = explained === undefined ? [] : scansOf(explained.Plan);
      const indexes = scans.flatMap((node) => node["Index Name"] ?? []).filter((name) => name.startsWith("planned_"));
      expect(indexes).toContain("planned_attempts_suspects");
      expect(indexes).not.toContain("planned_attempts_due_of_webhook");
      expect(scans.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    } finally {
      await client.end();
      await database.drop();
    }
  },
);
