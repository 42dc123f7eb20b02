import { AppError } from "@/lib/core/errors";
import type { ApiRequest } from "./api-request";

const MIB = 1_048_576;
const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Largest body in bytes where an operation sets no limit of its own. */
export const BODY_BYTES_MAX = MIB;

/**
 * Reads a body to its end and counts while it comes, so that neither a lying Content-Length nor a chunked body gets
 * past the limit, and a body that was cut on its way is never taken for a whole one.
 * @returns the text; empty without a body.
 * @throws AppError `payload_too_large`, or `bad_request` for a cut body or invalid UTF-8.
 */
export async function readBody(request: Pick<ApiRequest, "headers" | "body">, bytesMax: number): Promise<string> {
  const declared = declaredLength(request.headers);
  if (declared !== undefined && declared > bytesMax) throw tooLarge(bytesMax);
  const bytes = await collect(request, bytesMax);
  if (declared !== undefined && bytes.length !== declared)
    throw new AppError("bad_request", `The body has ${bytes.length} bytes, but Content-Length says ${declared}.`);
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new AppError("bad_request", "The body is not valid UTF-8.");
  }
}

function declaredLength(headers: Headers): number | undefined {
  const header = headers.get("Content-Length");
  if (header === null) return undefined;
  if (!/^\d{1,15}$/.test(header)) throw new AppError("bad_request", "Content-Length is not a number of bytes.");
  return Number(header);
}

async function collect(request: Pick<ApiRequest, "headers" | "body">, bytesMax: number): Promise<Buffer> {
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > bytesMax) throw tooLarge(bytesMax);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("bad_request", "The body ended before it was whole.");
  }
  return Buffer.concat(chunks, length);
}

function tooLarge(bytesMax: number): AppError {
  const size = bytesMax >= MIB ? `${bytesMax / MIB} MiB` : `${bytesMax} bytes`;
  return new AppError("payload_too_large", `The body may have at most ${size} here.`);
}
