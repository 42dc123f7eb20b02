import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { check } from "../checker";
import { BOTH, type Experiment } from "../experiment";
import type { Subscription, System } from "@/rig/system";
import { exactly, told } from "../verdict";

const ROTATIONS = 50;
const run = promisify(execFile);

/** Rotates a secret as a customer does: the receiver takes the new one at once, and the one before for a while. */
async function rotateSecret(system: System, hook: Subscription): Promise<void> {
  const url = `/api/webhooks/${hook.id}/rotate-secret`;
  const { secret } = await system.call<{ secret: string }>("POST", url, { gracePeriodSeconds: 60 });
  hook.secrets.push(secret);
  await system.receiver.set(hook.path, { secrets: hook.secrets.slice(-2) });
}

export const secretRotated: Experiment = {
  name: "secret-rotated",
  fault:
    "The secret of a webhook is rotated 50 times at 100 events/s; its receiver knows the new one at once, and of the old ones only the last.",
  promise: "No bad signature, nothing lost, nothing sent twice.",
  backends: BOTH,
  async run({ open, say }) {
    const system = await open({ workers: 2 });
    const hook = await system.subscribe("/hook");
    const stop = system.producer().flow({ perSecond: 100 });
    for (let rotation = 1; rotation <= ROTATIONS; rotation += 1) {
      await sleep(600);
      await rotateSecret(system, hook);
      if (rotation % 10 === 0) say(`rotation ${rotation} of ${ROTATIONS}`);
    }
    await stop();
    await system.call("POST", `/api/webhooks/${hook.id}/expire-previous-secret`);
    await system.receiver.set(hook.path, { secrets: hook.secrets.slice(-1) });
    await system.producer().produce({ count: 100 });
    return {
      verdict: await check(system, { duplicatesMax: 0 }),
      figures: [exactly("different secrets", new Set(hook.secrets).size, ROTATIONS + 1, "")],
    };
  },
};

export const encryptionKeyRotated: Experiment = {
  name: "encryption-key-rotated",
  fault:
    "At 100 events/s and a secret rotated every second: a new key at the end of the ring, then at its front, each by restarting two web processes and two workers one by one; npm run keys:rotate; the old key taken out the same way.",
  promise: "No bad signature, no failed attempt, no call refused; with the old key gone everything can still be read.",
  backends: BOTH,
  async run({ open, say }) {
    const system = await open({ webs: 2, workers: 2 });
    const hooks = [];
    for (let index = 0; index < 5; index += 1)
      hooks.push(await system.subscribe(`/hook-${index}`, { input: { headers: { "X-Token": `token-${index}` } } }));
    const oldKey = system.env.POSTHORN_ENCRYPTION_KEYS ?? "";
    const newKey = `k2:${randomBytes(32).toString("base64")}`;
    const producer = system.producer();
    const stop = producer.flow({ perSecond: 100, retryMs: 20_000 });
    const end = new AbortController();
    const rotations = rotateUntil(system, hooks, end.signal);
    for (const ring of [`${oldKey},${newKey}`, `${newKey},${oldKey}`]) {
      await restartAll(system, ring);
      say(`all run with ${ring.replaceAll(/:[^,]+/g, "")}`);
    }
    const env = { ...system.env, POSTHORN_ENCRYPTION_KEYS: `${newKey},${oldKey}` };
    const { stdout } = await run(process.execPath, ["scripts/run.mjs", "rotate-keys"], { env });
    say(stdout.trim().split("\n").at(-1) ?? "");
    await restartAll(system, newKey);
    say("all run with k2 alone");
    await sleep(3_000);
    end.abort();
    const [, rotated] = await Promise.all([stop(), rotations]);
    const verdict = await check(system, { duplicatesMax: 0 });
    const stored = await system.sql<{ secret_encrypted: string; headers_encrypted: string }>(
      "SELECT secret_encrypted, headers_encrypted FROM webhooks",
    );
    const olds = stored.flatMap(Object.values).filter((text) => !String(text).includes("k2"));
    return {
      verdict,
      figures: [
        told("secrets rotated meanwhile", rotated, ""),
        exactly("events refused", producer.ledger.filter(({ outcome }) => outcome !== "accepted").length, 0, ""),
        exactly("failed attempts", await system.count("SELECT count(*)::int FROM attempts WHERE NOT ok"), 0, ""),
        exactly("secrets and headers under the old key", olds.length, 0, ""),
      ],
    };
  },
};

async function rotateUntil(system: System, hooks: readonly Subscription[], until: AbortSignal): Promise<number> {
  let rotated = 0;
  for (; !until.aborted; rotated += 1) {
    await sleep(1_000);
    const hook = hooks[rotated % hooks.length];
    if (hook !== undefined) await rotateSecret(system, hook).catch(ignoreRefused);
  }
  return rotated;
}

/** A web process that is stopping takes no connections any more: nothing was rotated. */
function ignoreRefused(error: unknown): void {
  const { cause } = error as { cause?: { code?: string } };
  if (cause?.code !== "ECONNREFUSED") throw error;
}

/** Each process is replaced by one with another ring; the new one is ready before the old one goes. */
async function restartAll(system: System, ring: string): Promise<void> {
  const settings = { POSTHORN_ENCRYPTION_KEYS: ring };
  for (const old of system.workers.filter((worker) => worker.isRunning())) {
    await system.startWorker(settings);
    await old.stop();
  }
  for (const old of system.webs.filter((web) => web.isRunning())) {
    await system.startWeb(settings);
    await old.stop();
  }
}
