import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { AttemptError, AttemptPhases, AttemptResponse } from "./attempt-result";
import { classifyAttempt, internalCause } from "./cause";
import { CAUSE_ADVICE } from "./cause-advice";
import { CAUSES, type Cause, type InternalCause } from "./cause-catalogue";

const url = "https://hooks.example.com:8443/hook";
const timeoutMs = 10_000;

const phases: AttemptPhases = {
  dnsMs: 3,
  tcpMs: 38,
  tlsMs: 40,
  ttfbMs: 100,
  downloadMs: 1,
  totalMs: 182,
  reusedConnection: false,
  protocol: "HTTP/1.1",
  tlsVersion: "TLSv1.3",
  certificate: null,
};

function response(
  status: number,
  body = "",
  headers: Record<string, string> = {},
  more: Partial<AttemptResponse> = {},
): AttemptResponse {
  const bytes = Buffer.from(body);
  return {
    outcome: "response",
    status,
    headers: Object.entries(headers),
    body: bytes,
    bodyBytes: bytes.length,
    bodyTruncated: false,
    bodyError: null,
    remoteAddress: "93.184.215.14",
    phases,
    ...more,
  };
}

function failed(
  error: AttemptError["error"],
  step: AttemptError["step"],
  more: Partial<AttemptError> = {},
): AttemptError {
  return { outcome: "error", error, step, nativeCode: null, remoteAddress: "93.184.215.14", phases, ...more };
}

const classify = (result: AttemptResponse | AttemptError) => classifyAttempt({ result, url, timeoutMs });

test("a quick 2xx needs no explanation", () => {
  for (const status of [200, 201, 202, 204, 299])
    expect(classify(response(status, "ok", { "Content-Type": "text/html" }))).toBeNull();
});

test("each status has its cause, and tells whether the event may have been processed", () => {
  const cases: [number, Cause, string][] = [
    [301, "redirect", "no"],
    [308, "redirect", "no"],
    [304, "other_status", "unknown"],
    [400, "bad_request", "no"],
    [401, "auth", "no"],
    [402, "other_status", "unknown"],
    [403, "auth", "no"],
    [404, "not_found", "no"],
    [405, "method", "no"],
    [409, "conflict", "yes"],
    [410, "gone", "no"],
    [413, "too_large", "no"],
    [415, "media", "no"],
    [419, "auth", "no"],
    [422, "bad_request", "no"],
    [429, "rate_limited", "no"],
    [431, "headers", "no"],
    [500, "server_error", "maybe"],
    [501, "server_error", "maybe"],
    [502, "bad_gateway", "maybe"],
    [503, "bad_gateway", "maybe"],
    [504, "bad_gateway", "maybe"],
    [522, "bad_gateway", "maybe"],
  ];
  for (const [status, cause, maybeProcessed] of cases)
    expect([status, classify(response(status))]).toEqual([status, expect.objectContaining({ cause, maybeProcessed })]);
});

test("a refusal that speaks of signatures is taken for a failed verification, one that asks for a login is not", () => {
  for (const body of ['{"error":"Invalid signature"}', "HMAC mismatch", "Unauthorized"]) {
    for (const status of [400, 401, 403])
      expect(classify(response(status, body))).toMatchObject({ cause: "signature_rejected", certainty: "likely" });
  }
  expect(classify(response(401, "Unauthorized", { "WWW-Authenticate": "Basic" }))).toMatchObject({
    cause: "auth",
    evidence: expect.arrayContaining(["Header www-authenticate: Basic"]),
  });
  expect(classify(response(403, "CSRF verification failed"))).toMatchObject({ cause: "auth", certainty: "likely" });
  expect(
    classify(response(403, "<html>signature</html>", { "content-type": "text/html; charset=utf-8", "CF-Ray": "8" })),
  ).toMatchObject({ cause: "auth", certainty: "likely" });
  expect(classify(response(500, "signature"))).toMatchObject({ cause: "server_error" });
});

test("a delivery that will soon fail carries a warning", () => {
  const page = "<!DOCTYPE html><html><form>Sign in <input type=password></form></html>";
  expect(classify(response(200, page, { "content-type": "text/html" }))).toMatchObject({
    cause: "html_200",
    certainty: "likely",
    maybeProcessed: "unknown",
  });
  expect(classify(response(200, "ok", {}, { phases: { ...phases, totalMs: 8_001 } }))).toMatchObject({
    cause: "slow_success",
    evidence: ["Took 8,001 ms of the 10,000 ms allowed."],
  });
  expect(classify(response(200, "ok", {}, { phases: { ...phases, totalMs: 8_000 } }))).toBeNull();
  for (const [bodyError, cause] of [
    ["timeout", "body_timeout"],
    ["too_large", "body_too_large"],
    ["cut_off", "body_cut_off"],
  ] as const) {
    expect(classify(response(200, "", {}, { bodyError }))).toMatchObject({ cause, maybeProcessed: "yes" });
    expect(classify(response(500, "", {}, { bodyError }))).toMatchObject({ cause: "server_error" });
    expect(CAUSES[cause].severity).toBe("warning");
  }
});

test("the evidence of a time-out tells how far the attempt got", () => {
  expect(classify(failed("headers_timeout", "request"))).toMatchObject({
    cause: "headers_timeout",
    certainty: "certain",
    maybeProcessed: "yes",
    evidence: [
      "Looked up hooks.example.com in 3 ms.",
      "Connected to 93.184.215.14 in 38 ms.",
      "Finished the TLS handshake (TLSv1.3) in 40 ms.",
      "Then no response headers within 10,000 ms.",
    ],
  });
  expect(
    classify(failed("headers_timeout", "request", { phases: { ...phases, reusedConnection: true } }))?.evidence[0],
  ).toContain("open from an earlier attempt");
});

test("a certificate's names and dates are in the evidence", () => {
  const certificate = {
    subject: "old.example.com",
    issuer: "R3",
    names: [],
    validFrom: "2024-01-01T00:00:00.000Z",
    validTo: "2024-04-01T00:00:00.000Z",
  };
  const cause = classify(
    failed("tls_expired", "tls", { nativeCode: "CERT_HAS_EXPIRED", phases: { ...phases, certificate } }),
  );
  expect(cause?.evidence).toContain(
    'The certificate of "old.example.com", issued by "R3", is valid from 2024-01-01T00:00:00.000Z to 2024-04-01T00:00:00.000Z.',
  );
});

test("a connection that broke before the request was sent cannot have been processed", () => {
  for (const step of ["tcp", "tls"] as const)
    expect(classify(failed("conn_reset", step))).toMatchObject({ maybeProcessed: "no" });
  expect(classify(failed("conn_reset", "request"))).toMatchObject({ maybeProcessed: "maybe" });
});

test("a blocked address is explained without a word about what is there", () => {
  expect(classify(failed("blocked_address", "check", { remoteAddress: "10.0.0.1" }))).toMatchObject({
    cause: "blocked_address",
    maybeProcessed: "no",
    evidence: [],
  });
});

test("a receiver's own words are quoted short and printable, and not at all when compressed", () => {
  const hostile = `a\u0000b\u202ec\r\n\u001b[31m${"\u{1f600}".repeat(300)}`;
  const evidence = classify(response(500, hostile))?.evidence[0] ?? "";
  expect(evidence).toMatch(/^Answered 500: a b c \[31m/);
  expect(evidence).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  expect(evidence.length).toBeLessThan(250);
  expect(classify(response(500, "\u001f\u008b binary", { "Content-Encoding": "gzip" }))?.evidence).toEqual([
    "Answered 500 with no readable body",
  ]);
  expect(classify(response(302, "", { Location: `https://x/${"y".repeat(5_000)}` }))?.evidence[1]?.length).toBeLessThan(
    250,
  );
});

test("any answer of any status is explained without an exception", () => {
  const anyHeaders = fc.dictionary(
    fc.constantFrom("content-type", "location", "retry-after", "content-encoding", "cf-ray"),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 200, max: 999 }),
      fc.string({ unit: "binary" }),
      anyHeaders,
      (status, body, headers) => {
        const cause = classify(response(status, body, headers));
        if (status >= 300) expect(cause).not.toBeNull();
      },
    ),
    { numRuns: 1_000 },
  );
});

test("states without a request are explained too, and say that nothing was processed", () => {
  const states: InternalCause[] = ["payload_expired", "endpoint_disabled", "paused", "cancelled"];
  for (const cause of states)
    expect(internalCause(cause, ["By Ada at noon."])).toMatchObject({
      cause,
      certainty: "certain",
      maybeProcessed: "no",
      evidence: ["By Ada at noon."],
    });
  expect(internalCause("quarantined")).toMatchObject({ maybeProcessed: "unknown", evidence: [] });
});

test("every cause has a title and a hint, and the catalogue can be loaded by a browser", () => {
  for (const info of Object.values(CAUSES)) {
    expect(info.title).toMatch(/^[A-Z].*[^.]$/);
    expect(info.hint).toMatch(/^[A-Z].*\.$/);
  }
  const sources = ["./cause-catalogue.ts", "./cause-titles.ts"].map((file) =>
    readFileSync(new URL(file, import.meta.url), "utf8"),
  );
  for (const source of sources)
    expect(source).not.toMatch(/^import(?! \{ CAUSE_TITLES \} from ".\/cause-titles")|require\(/m);
});

test("every cause says what happened and what to do, in whole sentences that any page can show", () => {
  expect(Object.keys(CAUSE_ADVICE).sort()).toEqual(Object.keys(CAUSES).sort());
  for (const { explanation, steps } of Object.values(CAUSE_ADVICE)) {
    expect(steps.length).toBeGreaterThan(0);
    for (const sentence of [explanation, ...steps]) expect(sentence).toMatch(/^[A-Z].*\.$/);
  }
  expect(readFileSync(new URL("./cause-advice.ts", import.meta.url), "utf8")).not.toMatch(
    /^import(?! type)|require\(/m,
  );
});
