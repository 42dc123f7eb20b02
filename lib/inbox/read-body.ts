import type { IncomingMessage } from "node:http";
import { AppError } from "@/lib/core/errors";

/** A delivery is an envelope of a few hundred bytes around at most 1 MiB of data: the largest one is kept whole. */
const BODY_BYTES_KEPT = 1_048_576 + 4_096;
const BODY_BYTES_MAX = 16 * 1_048_576;

export type ReceivedBody = {
  /** The first `BODY_BYTES_KEPT` bytes. */
  kept: Buffer;
  bytes: number;
  truncated: boolean;
};

/**
 * Reads a request's body to its end and keeps what an inbox shows of it.
 * @throws AppError `payload_too_large` beyond 16 MiB, and the stream's error when the sender goes away.
 */
export async function readBody(request: IncomingMessage): Promise<ReceivedBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let keptBytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const piece = (chunk as Buffer).subarray(0, BODY_BYTES_KEPT - keptBytes);
    if (piece.length > 0) chunks.push(piece);
    keptBytes += piece.length;
    bytes += (chunk as Buffer).length;
    if (bytes > BODY_BYTES_MAX) throw new AppError("payload_too_large", "An inbox takes bodies of up to 16 MiB.");
  }
  return { kept: Buffer.concat(chunks, keptBytes), bytes, truncated: bytes > keptBytes };
}
