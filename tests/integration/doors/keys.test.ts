import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { seedEventTypes } from "@/lib/event-types";
import { answerOnce } from "@/lib/http/idempotency";
import { countByKey } from "@/lib/platform/reseal";
import { runCommand } from "@/scripts/processes/run-command";
import { newSecret } from "@/lib/signing";
import { createWebhook, getWebhookSecret, rotateWebhookSecret } from "@/lib/webhooks";
import { CreateWebhookInput } from "@/lib/webhooks/schemas";
import type { ReceivedRequest } from "@/tests/harness/http-receiver";
import { openStage, type Stage } from "../delivery/stage";
import { buildWorker, spawnWorker, type WorkerProcess } from "../delivery/worker-process";

const entry = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const [k1, k2] = [entry("k1"), entry("k2")];

let stage: Stage;
let forget: () => Promise<void>;
beforeAll(async () => {
  // What is running before a rotation begins: it knows the new key, and writes with the old one.
  [forget, stage] = await Promise.all([
    buildWorker(),
    openStage({ backend: "postgres", settings: { POSTHORN_ENCRYPTION_KEYS: `${k1},${k2}` } }),
  ]);
});
afterAll(async () => {
  for (const worker of workers) if (worker.isRunning()) worker.kill("SIGKILL");
  await stage.close();
  await forget();
});

const withRing = (ring: string) => ({ ...process.env, ...stage.env, POSTHORN_ENCRYPTION_KEYS: ring });
const rotateKeys = (ring: string) =>
  runCommand(process.execPath, ["scripts/run.mjs", "rotate-keys"], { env: withRing(ring) });
const workers: WorkerProcess[] = [];
async function startWith(ring: string): Promise<WorkerProcess> {
  const worker = await spawnWorker(withRing(ring));
  workers.push(worker);
  return worker;
}
const sql = (text: string, values?: unknown[]) => stage.runtime.database.sql(text, values);

describe("the encryption key", { timeout: 180_000 }, () => {
  it("is replaced under deliveries: no signature is bad, and the old key can go", async () => {
    const hooks = await Promise.all(
      Array.from({ length: 5 }, async (_, index) => {
        const headers = { Authorization: `Bearer hush-${index}` };
        const { id, secret, path } = await stage.newWebhook({ headers });
        if (index % 2 === 0) return { path, headers, secrets: [secret] };
        const { secret: next } = await rotateWebhookSecret(stage.ctx, id, { gracePeriodSeconds: 3_600 });
        return { path, headers, secrets: [next, secret] };
      }),
    );
    const claim = { key: "kept", operation: "POST /api/webhooks", body: "" };
    await answerOnce(stage.ctx, claim, async () => ({ status: 201, text: "whsec_answer" }));
    expect(Object.keys(await countByKey(stage.runtime.database.sql))).toEqual(["k1"]);

    let isSending = true;
    let sent = 0;
    const sending = (async () => {
      for (; isSending; sent += 2) await Promise.all([stage.sendMany(2), sleep(50)]);
    })();
    const old = await startWith(`${k1},${k2}`);
    await stage.receiver.waitForRequests(30);

    const first = await rotateKeys(`${k2},${k1}`);
    expect([first.exitCode, first.output]).toEqual([0, expect.stringContaining("encrypted with k2; no other key is")]);
    const both = await startWith(`${k2},${k1}`);
    await stop(old);

    // A process that nobody told writes with the old key still: the command sees it, and is run once more.
    const late = await stage.newWebhook({ headers: { Authorization: "Bearer hush-late" } });
    expect(await countByKey(stage.runtime.database.sql)).toMatchObject({ k1: 2 });
    const second = await rotateKeys(`${k2},${k1}`);
    expect([second.exitCode, second.output]).toEqual([0, expect.stringMatching(/secret_encrypted: 1 encrypted anew/)]);
    const third = await rotateKeys(`${k2},${k1}`);
    expect([third.exitCode, third.output.match(/: 0 encrypted anew/g)?.length]).toEqual([0, 4]);
    expect(Object.keys(await countByKey(stage.runtime.database.sql))).toEqual(["k2"]);

    const only = await startWith(k2);
    await stop(both);
    const before = stage.receiver.requests.length;
    await stage.receiver.waitForRequests(before + 30);
    isSending = false;
    await sending;
    await stage.waitForCount("SELECT count(*)::int FROM deliveries WHERE status <> 'delivered'", 0, 60_000);
    await stop(only);

    for (const { path, secrets, headers } of hooks) {
      expect(stage.receiver.requestsTo(path)).toHaveLength(sent);
      for (const request of stage.receiver.requestsTo(path)) {
        for (const secret of secrets) expect(() => verify(request, secret)).not.toThrow();
        expect(request.headers.authorization).toBe(headers.Authorization);
      }
    }
    expect(stage.receiver.requestsTo(late.path).length).toBeGreaterThan(0);
    for (const request of stage.receiver.requestsTo(late.path))
      expect(() => verify(request, late.secret)).not.toThrow();
    const again = await answerOnce(stage.ctx, claim, () => Promise.reject(new Error("done twice")));
    expect(again).toMatchObject({ text: "whsec_answer", replayed: true });
    console.log(`keys: ${stage.receiver.requests.length} deliveries while the key was replaced, 0 bad signatures`);
  });

  it("that is missing is named, and nothing is touched", async () => {
    const stored = () => sql("SELECT id, secret_encrypted FROM webhooks ORDER BY id");
    const before = await stored();
    const { exitCode, output } = await rotateKeys(entry("k3"));
    expect(exitCode).toBe(1);
    expect(output).toContain('No encryption key "k2" in POSTHORN_ENCRYPTION_KEYS');
    expect(output).toMatch(/0 secrets are encrypted with k3, but \d+ with k2: keep those keys/);
    for (const key of [k1, k2]) expect(output).not.toContain(key.slice(3));
    expect(await stored()).toEqual(before);
  });

  it("leaves no column out that holds ciphertext", async () => {
    await rotateKeys(`${k1},${k2}`);
    const columns = await sql(
      `SELECT table_name AS t, column_name AS c FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'jsonb', 'ARRAY')`,
    );
    for (const { t, c } of columns)
      expect([t, c, await sql(`SELECT 1 FROM ${t} WHERE ${c}::text ~ '(^|["{,])k2[.][A-Za-z0-9_-]{16}[.]'`)]).toEqual([
        t,
        c,
        [],
      ]);
  });
});

describe("a ciphertext that was moved", () => {
  it("opens nowhere else: nothing is signed with it, shown of it, and the neighbours go on", async () => {
    const id = newId("workspace");
    await stage.runtime.database.prisma.workspace.create({ data: { id, slug: "other", name: "Other" } });
    const other = await stage.runtime.systemContext(id);
    await seedEventTypes(other);
    const input = { name: "Theirs", url: `${stage.receiver.url}/theirs`, events: ["project.created"] };
    const theirs = await createWebhook(other, CreateWebhookInput.parse(input));
    const [victim, sibling, healthy] = [await stage.newWebhook(), await stage.newWebhook(), await stage.newWebhook()];
    const answer = async () => ({ status: 201, text: newSecret() });
    await answerOnce(stage.ctx, { key: "moved", operation: "POST /api/webhooks", body: "" }, answer);
    const moved = [
      ["another row", "SELECT secret_encrypted AS sealed FROM webhooks WHERE id = $1", sibling.id],
      ["another workspace", "SELECT secret_encrypted AS sealed FROM webhooks WHERE id = $1", theirs.id],
      ["another table", "SELECT response AS sealed FROM idempotency_keys WHERE key = $1", "moved"],
    ] as const;
    const worker = await startWith(`${k1},${k2}`);
    // The worker has opened each of them where it belongs, and may remember.
    const event = { type: "project.created", dataText: "{}" };
    await stage.runtime.ingestor.submit({ workspaceId: other.workspace.id, events: [event] });
    await stage.sendMany(1);
    for (const path of ["/theirs", sibling.path, victim.path]) await stage.receiver.waitForRequests(1, { path });
    for (const [, find, from] of moved) {
      const [row] = await sql(find, [from]);
      await sql("UPDATE webhooks SET secret_encrypted = $2 WHERE id = $1", [victim.id, row?.sealed]);
      await expect(getWebhookSecret(stage.ctx, victim.id)).rejects.not.toThrow(/whsec_/);
      const count = stage.receiver.requestsTo(healthy.path).length;
      await stage.sendMany(3);
      await stage.receiver.waitForRequests(count + 3, { path: healthy.path });
    }
    // Each attempt says that the request could not be built; the breaker holds the rest.
    const said =
      "SELECT (count(*) FILTER (WHERE last_cause IS NULL) = 1 AND count(*) > 3)::int FROM deliveries WHERE attempt_count > 0";
    await stage.waitForCount(`${said} AND webhook_id = '${victim.id}'`, 1);
    expect(stage.receiver.requestsTo(victim.path)).toHaveLength(1);
    for (const request of stage.receiver.requestsTo(healthy.path))
      expect(() => verify(request, healthy.secret)).not.toThrow();
    await stop(worker);
  });
});

function verify({ body, headers }: ReceivedRequest, secret: string): unknown {
  return new StandardWebhook(secret).verify(body.toString(), headers);
}

async function stop(worker: WorkerProcess): Promise<void> {
  worker.kill("SIGTERM");
  expect(await worker.exited).toBe(0);
}
