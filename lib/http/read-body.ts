import { Readable } from "node:stream";
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

/** As `collect`, without the many steps of an iterator; what comes after a refusal is left where it is. */
function collectReadable(body: Readable, bytesMax: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Who hung up before anybody listened says nothing more.
    if (body.destroyed) return reject(cut());
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      chunks.push(chunk);
      if (length <= bytesMax) return;
      body.off("data", onData).pause();
      reject(tooLarge(bytesMax));
    };
    const onCut = (): void => reject(cut());
    body.on("data", onData).once("error", onCut).once("close", onCut);
    body.once("end", () => {
      body.off("close", onCut);
      resolve(chunks[0] !== undefined && chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length));
    });
  });
}

async function collect({ body }: Pick<ApiRequest, "headers" | "body">, bytesMax: number): Promise<Buffer> {
  if (body === null) return Buffer.alloc(0);
  if (body instanceof Readable) return collectReadable(body, bytesMax);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > bytesMax) throw tooLarge(bytesMax);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw cut();
  }
  return Buffer.concat(chunks, length);
}

const cut = (): AppError => new AppError("bad_request", "The body ended before it was whole.");

function tooLarge(bytesMax: number): AppError {
  const size = bytesMax >= MIB ? `${bytesMax / MIB} MiB` : `${bytesMax} bytes`;
  return new AppError("payload_too_large", `The body may have at most ${size} here.`);
}
