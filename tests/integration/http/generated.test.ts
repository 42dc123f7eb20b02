import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allOperations } from "@/lib/http/operations";
import { type Api, startApi } from "@/tests/harness/api";
import { documentedOperations, type DocumentedOperation } from "@/tests/harness/generated/document";
import { type Answer, createSender, faultsOf } from "@/tests/harness/generated/drive";
import { type GeneratedRequest, KINDS, requestsTo } from "@/tests/harness/generated/requests";
import { fillWorkspace, FRESH, type GeneratedWorkspace } from "@/tests/harness/generated/workspace";
import type { Known } from "@/tests/harness/generated/values";
import { type ServedApi, serveApi } from "@/tests/harness/serve-api";

/** Requests of each kind to each operation. `GENERATED_RUNS=200 GENERATED_SEED=7` asks more, and other things. */
const RUNS = Number(process.env.GENERATED_RUNS ?? 3);
const SEED = Number(process.env.GENERATED_SEED ?? 20_261_123);

/** They hash a password for each request, or reach out of this machine. */
const SLOW = new Set(["signUp", "changePassword", "checkWebhookUrl"]);
/** What one call uses up, so that each gets one of its own. */
const USES_UP =
  /^(delete|clear|revoke|roll|cancel|resend|endSession|removeMember|changeRole|updateMember|testWebhook|pauseWebhook|resumeWebhook)/;

let api: Api;
let served: ServedApi;
let sender: ReturnType<typeof createSender>;
let workspace: GeneratedWorkspace;
const tally = { requests: 0, slowestMs: 0, statuses: {} };

beforeAll(async () => {
  api = await startApi({
    TRUST_PROXY: "true",
    API_RATE_LIMIT: "1000000",
    WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8",
  });
  served = await serveApi(api);
  sender = createSender(served.url);
  workspace = await fillWorkspace(api, served.url);
});
afterAll(async () => {
  await sender.close();
  await served.close();
  await api.close();
  console.info(`generated input: ${documentedOperations.length} operations, ${JSON.stringify(tally)}, seed ${SEED}`);
});

/** Sends one request with its caller's credentials. @returns the answer; fails on any that is not as documented. */
async function ask(operation: DocumentedOperation, request: GeneratedRequest): Promise<Answer> {
  const fresh = JSON.stringify(request).includes(FRESH) ? await workspace.makeFresh(operation) : "";
  const asked = {
    ...request,
    target: request.target.replace(FRESH, fresh),
    body: request.body?.replace(FRESH, fresh),
    headers: { ...(await workspace.credentials(operation)), ...request.headers },
  };
  const answer = await sender.send(asked);
  tally.requests += 1;
  tally.slowestMs = Math.max(tally.slowestMs, Math.round(answer.ms));
  const byStatus = tally.statuses as Record<number, number>;
  byStatus[answer.status] = (byStatus[answer.status] ?? 0) + 1;
  const faults = faultsOf(operation, answer);
  if (faults.length > 0)
    throw new Error(`${faults.join("; ")}\nanswered ${answer.status} ${answer.text.slice(0, 600)}`);
  return answer;
}

function knownTo({ id }: DocumentedOperation): Known {
  const used: Known["fields"] = USES_UP.test(id)
    ? { "path:id": fc.constant(FRESH), "path:name": fc.constant(FRESH) }
    : {};
  return { ...workspace.known, fields: { ...workspace.known.fields, ...used } };
}

describe("every operation of the document, fed with generated input", () => {
  it("is one that the product declares", () => {
    expect(documentedOperations.map(({ id }) => id).toSorted()).toEqual(allOperations.map(({ id }) => id).toSorted());
  });

  it.each(documentedOperations.map((operation) => [operation.id, operation] as const))("%s", async (id, operation) => {
    const numRuns = SLOW.has(id) ? Math.ceil(RUNS / 3) : RUNS;
    let taken = 0;
    let refusal = "";
    for (const kind of KINDS) {
      const property = fc.asyncProperty(requestsTo(operation, kind, knownTo(operation)), async (request) => {
        const { status, text } = await ask(operation, request);
        if (kind !== "valid") return;
        if (status < 300) taken += 1;
        else refusal = text;
      });
      await fc.assert(property, { numRuns, seed: SEED, endOnFailure: true });
    }
    expect(taken, `valid requests that were taken; the last refusal: ${refusal}`).toBeGreaterThan(0);
  });
});
