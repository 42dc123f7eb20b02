import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { newId } from "@/lib/core/ids";
import type { Problem } from "@/lib/http/problem";

/** By the code of Node's parser; all other is a 400. */
const ANSWERS: Record<string, { status: number; title: string; detail: string }> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: "Request Header Fields Too Large",
    detail: "The header lines and the address have more than 16 KiB together. Send fewer or shorter ones.",
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    title: "Payload Too Large",
    detail: "The body's chunks have extensions of more than 16 KiB. Send chunks without extensions.",
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: "Request Timeout",
    detail: "The request was not whole in time. Send it again.",
  },
};
const MALFORMED = {
  status: 400,
  title: "Bad Request",
  detail: "This is not a request that HTTP/1.1 knows: look at the request line, the headers and the body's length.",
};

/**
 * Answers what is no HTTP, and therefore reaches no handler, as the API answers everything it refuses: with a problem.
 * @param current the answer that is under way on this connection, which must not get another one in its middle.
 */
export function answerBroken(error: NodeJS.ErrnoException, socket: Duplex, current: ServerResponse | undefined): void {
  const halfSent = current !== undefined && current.headersSent && !current.writableFinished;
  if (error.code === "ECONNRESET" || !socket.writable || halfSent) {
    socket.destroy();
    return;
  }
  const { status, title, detail } = ANSWERS[error.code ?? ""] ?? MALFORMED;
  const requestId = newId("request");
  const problem: Problem = {
    type: "urn:posthorn:problem:bad_request",
    title,
    status,
    code: "bad_request",
    detail,
    requestId,
  };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    "X-Content-Type-Options: nosniff",
    "Cache-Control: no-store",
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
}
