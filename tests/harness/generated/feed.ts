import fc from "fast-check";
import { expect } from "vitest";
import type { Api } from "@/tests/harness/api";
import type { DocumentedOperation } from "./document";
import { type Answer, createSender, faultsOf } from "./drive";
import { type GeneratedRequest, KINDS, requestsTo } from "./requests";
import type { Known } from "./values";
import { fillWorkspace, FRESH } from "./workspace";

/** So that one of them is taken even where the document says less than the rule. */
const VALID_RUNS_MIN = 3;
/** They hash a password for each request, or reach out of this machine. */
const SLOW = new Set(["signUp", "changePassword", "checkWebhookUrl"]);
/** What one call uses up, so that each gets one of its own. */
const USES_UP =
  /^(delete|clear|revoke|roll|cancel|resend|endSession|removeMember|changeRole|updateMember|testWebhook|pauseWebhook|resumeWebhook)/;

/** Feeds operations, at an origin, with generated requests, and judges each answer by the document. */
export type Feeder = {
  /** @param runs requests of each kind. Fails on the first answer that is not as documented, with the seed that leads there. */
  feed(operation: DocumentedOperation, runs: number): Promise<void>;
  tally: { requests: number; slowestMs: number; statuses: Record<number, number> };
  close(): Promise<void>;
};

export async function openFeeder(api: Api, origin: string, seed: number): Promise<Feeder> {
  const sender = createSender(origin);
  const workspace = await fillWorkspace(api, origin);
  const tally: Feeder["tally"] = { requests: 0, slowestMs: 0, statuses: {} };

  async function ask(operation: DocumentedOperation, request: GeneratedRequest): Promise<Answer> {
    const fresh = JSON.stringify(request).includes(FRESH) ? await workspace.makeFresh(operation) : "";
    const answer = await sender.send({
      ...request,
      target: request.target.replace(FRESH, fresh),
      body: request.body?.replace(FRESH, fresh),
      headers: { ...(await workspace.credentials(operation)), ...request.headers },
    });
    const { status, text, ms } = answer;
    tally.requests += 1;
    tally.slowestMs = Math.max(tally.slowestMs, Math.round(ms));
    tally.statuses[status] = (tally.statuses[status] ?? 0) + 1;
    const faults = faultsOf(operation, answer);
    if (faults.length > 0) throw new Error(`${faults.join("; ")}\nanswered ${status} ${text.slice(0, 600)}`);
    return answer;
  }

  function knownTo({ id }: DocumentedOperation): Known {
    const used: Known["fields"] = USES_UP.test(id)
      ? { "path:id": fc.constant(FRESH), "path:name": fc.constant(FRESH) }
      : {};
    return { ...workspace.known, fields: { ...workspace.known.fields, ...used } };
  }

  return {
    tally,
    close: () => sender.close(),
    async feed(operation, runs) {
      const numRuns = SLOW.has(operation.id) ? Math.ceil(runs / 3) : runs;
      let taken = 0;
      let refusal = "";
      for (const kind of KINDS) {
        const property = fc.asyncProperty(requestsTo(operation, kind, knownTo(operation)), async (request) => {
          const { status, text } = await ask(operation, request);
          if (kind !== "valid") return;
          if (status < 300) taken += 1;
          else refusal = text;
        });
        // Shrinking would ask thousands of times; the counterexample is readable as it is.
        await fc.assert(property, {
          numRuns: kind === "valid" ? Math.max(numRuns, VALID_RUNS_MIN) : numRuns,
          seed,
          endOnFailure: true,
        });
      }
      expect(taken, `valid requests that were taken; the last refusal: ${refusal}`).toBeGreaterThan(0);
    },
  };
}
