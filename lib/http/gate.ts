import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/core/errors";
import { getRuntime } from "@/lib/runtime";
import { answerCall } from "./call";
import { allOperations } from "./operations";
import { MethodNotAllowed } from "./problem";

/** More parameters, less specific: /api/invitations/accept goes before /api/invitations/{id}, as in Next. */
const paths = [...new Set(allOperations.map(({ path }) => path))]
  .toSorted((a, b) => a.split("{").length - b.split("{").length)
  .map((path) => ({
    pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}/?$`),
    methods: methodsOf(path),
  }));

function methodsOf(path: string): string[] {
  const methods = allOperations.filter((operation) => operation.path === path).map(({ method }) => String(method));
  // What may be read may be asked about (RFC 9110, 9.3.2); Next answers HEAD with the GET handler.
  return methods.includes("GET") ? ["HEAD", ...methods] : methods;
}

/**
 * What must be refused before Next sees it, because Next would answer without a problem: a method that the address does
 * not take, or an address that cannot be decoded.
 * @returns why, undefined for a request that may pass. Addresses without an operation are not judged.
 */
export function findRefusal(method: string, target: string): AppError | undefined {
  const path = target.split("?")[0] ?? "";
  // Nothing takes these, and a page cannot even be asked with them: the standard's Request refuses to be made.
  if (["TRACE", "TRACK", "CONNECT"].includes(method)) return new MethodNotAllowed(["GET", "HEAD"]);
  if (!/^\/api(\/|$)/.test(path)) return undefined;
  try {
    decodeURIComponent(path);
  } catch {
    return new AppError("bad_request", "The address has a % that is not followed by two hexadecimal digits of UTF-8.");
  }
  const known = paths.find(({ pattern }) => pattern.test(path));
  const methods = known?.methods ?? ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
  return methods.includes(method) ? undefined : new MethodNotAllowed(methods);
}

/** Answers what `findRefusal` refuses. @returns whether it did. */
export function refuseAtGate(request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = findRefusal(request.method ?? "", request.url ?? "");
  if (refusal === undefined) return false;
  void send(request, response, refusal).catch((err: unknown) => {
    getRuntime().logger.error({ err }, "could not refuse a request");
    response.destroy();
  });
  return true;
}

async function send(request: IncomingMessage, response: ServerResponse, refusal: AppError): Promise<void> {
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  // Only the headers count here; a Request cannot even be made with some of the methods that are refused.
  const asked = new Request("http://localhost/", { headers });
  const answer = await answerCall("gate", asked, () => Promise.reject(refusal));
  response.writeHead(answer.status, [...answer.headers].flat());
  response.end(request.method === "HEAD" ? undefined : await answer.text());
}
