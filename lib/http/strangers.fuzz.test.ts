import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { memberSpan } from "@/lib/core/json";
import { clientAddress } from "./client-address";
import { findRefusal } from "./gate";
import { idempotencyKeyOf } from "./idempotency";
import { parseParams, parseQuery } from "./parse-input";
import { parseJson, requireJson, requireNoEncoding } from "./parse-json";
import { requestIdOf } from "./request-id";

const runs = { numRuns: 2_000 };
/** What a header can hold: Node hands over Latin-1 without control characters. */
const headerValue = fc.oneof(fc.stringMatching(/^[\x20-\x7e\xa0-\xff]{0,300}$/), fc.stringMatching(/^[ -~]{0,40}$/));
const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string());
const headersOf = (name: string, value: string) => new Headers({ [name]: value });

/** @returns the code that was thrown, undefined for none; fails on anything but a refusal. */
function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    return (error as AppError).code;
  }
}

test("X-Forwarded-For is at most an address's length, and only a proxy of ours is believed", () => {
  fc.assert(
    fc.property(headerValue, (value) => {
      const headers = headersOf("X-Forwarded-For", value);
      expect(clientAddress(headers, false)).toBeUndefined();
      const address = clientAddress(headers, true);
      if (address === undefined) return;
      expect(address.length).toBeLessThanOrEqual(64);
      expect(address).not.toMatch(/,|^\s*$/);
    }),
    runs,
  );
});

test("an Idempotency-Key is 1 to 255 printable characters, or refused", () => {
  fc.assert(
    fc.property(headerValue, (value) => {
      const headers = headersOf("Idempotency-Key", value);
      const given = headers.get("Idempotency-Key") ?? "";
      const fits = /^[ -~]{1,255}$/.test(given);
      expect(codeOf(() => idempotencyKeyOf(headers))).toBe(fits ? undefined : "bad_request");
      if (fits) expect(idempotencyKeyOf(headers)).toBe(given);
    }),
    runs,
  );
});

test("a content type is JSON in UTF-8, or refused; an encoding is none, or refused", () => {
  const part = fc.constantFrom(
    "application/json",
    "text/json",
    "+json",
    ";",
    "charset=",
    "utf-8",
    "utf-16",
    '"',
    " ",
    "=",
    "application/",
    "a",
  );
  const type = fc.oneof(
    headerValue,
    fc.array(part, { maxLength: 6 }).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(type, (value) => {
      const code = codeOf(() => requireJson(headersOf("Content-Type", value)));
      expect([undefined, "unsupported_media_type"]).toContain(code);
      if (code === undefined) expect(value.toLowerCase()).toMatch(/^\s*application\/([a-z0-9.-]+\+)?json\s*(;|$)/);
      expect(codeOf(() => requireNoEncoding(headersOf("Content-Encoding", value)))).toBe(
        headersOf("x", value).get("x")?.toLowerCase() === "identity" ? undefined : "unsupported_media_type",
      );
    }),
    runs,
  );
});

test("a request id is fit for a log line and a header, whatever was sent", () => {
  fc.assert(
    fc.property(headerValue, (value) => {
      expect(requestIdOf(headersOf("X-Request-Id", value))).toMatch(/^[A-Za-z0-9._:-]{1,128}$/);
    }),
    runs,
  );
});

test("any address is let through or refused with a reason, and none stops the gate", () => {
  const piece = fc.oneof(
    anyText,
    fc.constantFrom("/", "%", "%zz", "%00", "..", "//", "?", "api", "events", "webhooks", "%ff"),
  );
  fc.assert(
    fc.property(
      fc.constantFrom("GET", "POST", "PUT", "TRACE", "", "get"),
      fc.array(piece, { maxLength: 8 }),
      (method, pieces) => {
        const refusal = findRefusal(method, `/api/${pieces.join("")}`);
        if (refusal !== undefined) expect(["bad_request", "method_not_allowed"]).toContain(refusal.code);
      },
    ),
    runs,
  );
});

test("any query is what the schema says, or refused by field", () => {
  const schema = z.object({ q: z.string().optional(), n: z.string().regex(/^\d+$/).optional() });
  const name = fc.oneof(fc.constantFrom("q", "n", "__proto__", "constructor", "toString", ""), anyText);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, anyText), { maxLength: 5 }), (pairs) => {
      const query = new URLSearchParams(pairs);
      const code = codeOf(() => parseQuery(schema, query));
      expect([undefined, "validation_failed", "bad_request"]).toContain(code);
      if (code !== undefined) return;
      expect([...query.keys()].filter((key) => key !== "q" && key !== "n")).toEqual([]);
      expect(Object.getPrototypeOf(parseQuery(schema, query))).toBe(Object.prototype);
    }),
    runs,
  );
});

test("any path is the schema's, or a 404", () => {
  fc.assert(
    fc.property(anyText, (id) => {
      const code = codeOf(() => parseParams(z.object({ id: z.string().regex(/^wh_\d+$/) }), { id }));
      expect(code).toBe(/^wh_\d+$/.test(id) ? undefined : "not_found");
    }),
    runs,
  );
});

test("of any JSON object the data is found as JSON.parse finds it, and cut out as it was written", () => {
  const member = fc.tuple(fc.constantFrom('"data"', '"d\\u0061ta"', '"type"', '"da\\"ta"', '"__proto__"'), fc.json());
  const space = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
  fc.assert(
    fc.property(fc.array(member, { minLength: 1, maxLength: 6 }), space, (members, blank) => {
      const text = `${blank}{${members.map(([key, value]) => `${blank}${key}${blank}:${blank}${value}${blank}`).join(",")}}${blank}`;
      const parsed = parseJson(text) as Record<string, unknown>;
      const span = memberSpan(text, "data");
      expect(span === null).toBe(!Object.hasOwn(parsed, "data"));
      const last = members.filter(([key]) => JSON.parse(key) === "data").at(-1);
      if (span !== null) expect(text.slice(span.start, span.end)).toBe(last?.[1].trim());
    }),
    runs,
  );
});
