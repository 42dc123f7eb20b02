import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { MINUTE_MS } from "@/lib/core/clock";
import type { Answer, AnswerBody } from "./decide-answer";

const HANG_MS_MAX = 2 * MINUTE_MS;
const DRIP_STEP_MS = 100;
const FILLER = Buffer.alloc(64 * 1_024, "posthorn ");

// Whatever its owner made an inbox say, a browser that opens it runs nothing and believes no other type.
const SAFETY_HEADERS = {
  "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/**
 * Carries an answer out, until it is sent or the sender has gone.
 * @returns the status that was sent; null when the connection ended before one was.
 */
export async function playAnswer(response: ServerResponse, answer: Answer): Promise<number | null> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  if (response.destroyed) return null;
  try {
    await play(response, answer, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
  return response.headersSent ? response.statusCode : null;
}

async function play(response: ServerResponse, answer: Answer, signal: AbortSignal): Promise<void> {
  switch (answer.kind) {
    case "hang":
      await sleep(HANG_MS_MAX, undefined, { signal });
      response.destroy();
      return;
    case "drop":
      await sleep(answer.delayMs, undefined, { signal });
      // A reset, not an orderly end: the sender sees what a crashing server looks like.
      response.socket?.resetAndDestroy();
      return;
    case "respond": {
      if (answer.delayMs > 0) await sleep(answer.delayMs, undefined, { signal });
      response.statusCode = answer.status;
      for (const [name, value] of [...answer.headers, ...Object.entries(SAFETY_HEADERS)])
        response.setHeader(name, value);
      await sendBody(response, answer.body, answer.dripMs, signal);
      return;
    }
    default: {
      const never: never = answer;
      return never;
    }
  }
}

async function sendBody(
  response: ServerResponse,
  body: AnswerBody,
  dripMs: number,
  signal: AbortSignal,
): Promise<void> {
  const bytes = body.kind === "text" ? Buffer.byteLength(body.text) : body.bytes;
  if (bytes > 0) response.setHeader("Content-Length", bytes);
  const steps = Math.max(1, Math.min(bytes, Math.ceil(dripMs / DRIP_STEP_MS)));
  for (const piece of pieces(body, bytes, steps)) {
    if (!response.write(piece)) await once(response, "drain", { signal });
    if (dripMs > 0) await sleep((dripMs * piece.length) / bytes, undefined, { signal });
  }
  response.end();
  if (!response.writableFinished) await once(response, "finish", { signal });
}

function* pieces(body: AnswerBody, bytes: number, steps: number): Generator<Buffer> {
  const stepBytes = Math.ceil(bytes / steps);
  if (body.kind === "text") {
    const text = Buffer.from(body.text);
    for (let at = 0; at < bytes; at += stepBytes) yield text.subarray(at, at + stepBytes);
    return;
  }
  const pieceBytes = Math.min(stepBytes, FILLER.length);
  for (let left = bytes; left > 0; left -= pieceBytes) yield FILLER.subarray(0, Math.min(left, pieceBytes));
}
