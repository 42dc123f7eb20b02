import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parser } from "@prometheus-io/lezer-promql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readMetrics } from "@/lib/http";
import { registry } from "@/lib/platform/metrics";
import { openStage, type Stage, until } from "@/tests/integration/delivery/stage";

const DOCS = join(import.meta.dirname, "..", "..", "..", "docs");

const PARTS = ["Means.", "Hurts.", "Look.", "Do.", "Over when"];

const Rules = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Posthorn[A-Za-z]+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[mh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(["critical", "warning"]) }),
          annotations: z.strictObject({ summary: z.string().min(20), runbook_url: z.string() }),
        }),
      ),
    }),
  ),
});

const rules = Rules.parse(parse(readFileSync(join(DOCS, "alerts.yml"), "utf8"))).groups.flatMap((group) => group.rules);

type Use = { metric: string; labels: { name: string; values: string[] }[] };

/** @returns every series that an expression reads, and the labels it groups by. @throws Error when it is no PromQL. */
function readExpression(expr: string): { uses: Use[]; grouping: string[] } {
  const uses: Use[] = [];
  const grouping: string[] = [];
  const isOneOf = (name: string, names: string[]) => names.includes(name);
  parser.parse(expr).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`Not PromQL at ${node.from}: ${expr}`);
      const text = expr.slice(node.from, node.to);
      if (node.name === "VectorSelector") {
        const labels = [...text.matchAll(/(\w+)\s*(?:!=|=~|=)\s*"([^"]*)"/g)].map(([, name = "", value = ""]) => ({
          name,
          values: /^\w+$/.test(value) ? [value] : [],
        }));
        uses.push({ metric: /^\w+/.exec(text)?.[0] ?? "", labels });
      }
      if (node.name === "LabelName" && isOneOf(node.node.parent?.name ?? "", ["GroupingLabels"])) grouping.push(text);
    },
  });
  return { uses, grouping };
}

describe("the alerting rules", () => {
  let stage: Stage;
  let text = "";
  beforeAll(async () => {
    stage = await openStage();
    const { path } = await stage.newWebhook({ retryScheduleMs: [60_000] });
    stage.receiver.script(path, { status: 500 });
    const worker = await stage.startWorker();
    await stage.waitForState(await stage.send(), "retrying");
    const isTold = async () => {
      text = await readMetrics(stage.runtime.database.sql);
      return text.split("\n").some((line) => line.startsWith("posthorn_attempts_total{") && line.includes(worker.id));
    };
    await until(isTold, "the worker's next heartbeat", 20_000);
  });
  afterAll(() => stage.close());

  /** `process` is on all that processes count; the rest is what prom-client was told, or what the text shows. */
  function labelsOf(metric: string): string[] {
    const base = metric.replace(/_(bucket|count|sum)$/, "");
    const known = registry.getSingleMetric(base) as { labelNames?: string[] } | undefined;
    const shown = text.split("\n").filter((line) => line.startsWith(`${metric}{`));
    return [
      "process",
      ...(known?.labelNames ?? []),
      ...shown.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, name = ""]) => name)),
    ];
  }

  it.each(rules.map((rule) => [rule.alert, rule] as const))(
    "%s reads metrics and labels that are exported",
    (_, rule) => {
      const { uses, grouping } = readExpression(rule.expr);
      expect(uses.length).toBeGreaterThan(0);
      for (const { metric, labels } of uses) {
        const heading = metric.replace(/_(bucket|count|sum)$/, "");
        const types = [...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].filter(
          ([, name]) => name === heading || name === metric,
        );
        expect({ metric, headings: types.length }).toEqual({ metric, headings: 1 });
        for (const { name } of labels) expect(labelsOf(metric)).toContain(name);
        for (const name of grouping) expect([...labelsOf(metric), "le"]).toContain(name);
      }
    },
  );

  it.each([
    ["posthorn_queue_backlog", "state", ["due", "delayed", "in_flight", "held"]],
    ["posthorn_breakers", "state", ["closed", "open", "half_open"]],
  ])("%s is exported for each %s that a rule may name", (metric, label, values) => {
    const shown = [...text.matchAll(new RegExp(`^${metric}\\{.*${label}="(\\w+)"`, "gm"))].map(([, value]) => value);
    expect(shown).toEqual(values);
    const named = rules.flatMap(({ expr }) => readExpression(expr).uses).filter((use) => use.metric === metric);
    expect(named.length).toBeGreaterThan(0);
    for (const value of named.flatMap(({ labels }) => labels.flatMap((one) => one.values)))
      expect(values).toContain(value);
  });

  it("name each alert once, and each has a runbook of five parts; no runbook is without its alert", () => {
    const names = rules.map(({ alert }) => alert);
    expect(new Set(names).size).toBe(names.length);
    const sections = readFileSync(join(DOCS, "RUNBOOKS.md"), "utf8").split(/^## /m).slice(1);
    const found = sections
      .map((section) => section.split("\n")[0] ?? "")
      .filter((title) => title.startsWith("Posthorn"));
    expect(found.toSorted()).toEqual(names.toSorted());
    for (const section of sections.filter((one) => one.startsWith("Posthorn"))) {
      const parts = [...section.matchAll(/^\*\*(.+?)\*\*/gm)].map(([, part]) => part);
      expect([section.split("\n")[0], ...parts]).toEqual([section.split("\n")[0], ...PARTS]);
    }
    for (const { alert, annotations } of rules)
      expect(annotations.runbook_url).toBe(`RUNBOOKS.md#${alert.toLowerCase()}`);
  });

  it("have runbooks whose queries run on this schema, and whose expressions read what is exported", async () => {
    const runbooks = readFileSync(join(DOCS, "RUNBOOKS.md"), "utf8");
    const snippets = [...runbooks.matchAll(/`([^`]+)`/g)].map(([, snippet = ""]) => snippet.replaceAll("\n", " "));
    const queries = snippets.filter((snippet) => snippet.startsWith("SELECT "));
    expect(queries.length).toBeGreaterThan(10);
    for (const query of queries) await stage.runtime.database.sql(`EXPLAIN ${query}`);
    const expressions = snippets.filter((snippet) => /^(sum|max|histogram_quantile)\b.*\(/.test(snippet));
    expect(expressions.length).toBeGreaterThan(3);
    for (const { metric } of expressions.flatMap((expression) => readExpression(expression).uses))
      expect(text).toContain(`# TYPE ${metric.replace(/_(bucket|count|sum)$/, "")} `);
    const named = snippets.filter((snippet) => /^posthorn_\w+$/.test(snippet));
    for (const metric of named) expect(text).toContain(`# TYPE ${metric} `);
  });
});
