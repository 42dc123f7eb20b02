import { newId } from "@/lib/core/ids";

const SANE = /^[A-Za-z0-9._:-]{1,128}$/;

/** @returns the caller's X-Request-Id when it is fit to be logged and sent back, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("X-Request-Id");
  return given !== null && SANE.test(given) ? given : newId("request");
}
