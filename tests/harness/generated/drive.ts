import { Pool } from "undici";
import { Problem } from "@/lib/http/problem";
import { type DocumentedOperation, mistakesOf } from "./document";
import type { GeneratedRequest } from "./requests";

/** Longer than anything takes on a busy machine, shorter than any time limit of the product. */
const HANG_MS = 5_000;

export type Answer = { status: number; contentType: string; text: string; ms: number };

/** @returns a sender of generated requests, as they are: no part of an address is put right on the way. */
export function createSender(origin: string) {
  const pool = new Pool(origin, { connections: 8, headersTimeout: HANG_MS, bodyTimeout: HANG_MS });
  return {
    async send({ method, target, headers, body }: GeneratedRequest): Promise<Answer> {
      const startedMs = performance.now();
      // The pool's own limits begin when a request is on the wire; a long export may take its time, bit by bit.
      const waiting = new AbortController();
      const limit = setTimeout(() => waiting.abort(new Error(`no answer in ${HANG_MS} ms`)), HANG_MS);
      const asked = { method: method as "GET", path: target, headers, body, signal: waiting.signal };
      const answer = await pool.request(asked).finally(() => clearTimeout(limit));
      const contentType = String(answer.headers["content-type"] ?? "");
      // A stream of events has no end: its first bytes are the answer.
      const text = contentType.startsWith("text/event-stream")
        ? await firstChunk(answer.body)
        : await answer.body.text();
      return { status: answer.statusCode, contentType, text, ms: performance.now() - startedMs };
    },
    close: () => pool.destroy(),
  };
}

async function firstChunk(body: AsyncIterable<Buffer>): Promise<string> {
  for await (const chunk of body) return chunk.toString();
  return "";
}

/** @returns what is wrong with an answer, whatever was asked. */
export function faultsOf(operation: DocumentedOperation, answer: Answer): string[] {
  const faults = mistakesOf(operation, answer);
  if (answer.status >= 500) faults.push(`${answer.status} is a fault of the product`);
  if (answer.status < 400) return faults;
  if (answer.contentType !== "application/problem+json") return [...faults, `${answer.contentType} is no problem`];
  const problem = Problem.safeParse(JSON.parse(answer.text));
  if (!problem.success) return [...faults, "the problem is not of the shape of all problems"];
  const { status, code, errors = [] } = problem.data;
  if (status !== answer.status) faults.push(`the problem says ${status}`);
  if (code === "validation_failed" && errors.length === 0) faults.push("no field is named");
  if (errors.some(({ path, message }) => path === "" || message === ""))
    faults.push("a field without a name or a reason");
  return faults;
}
