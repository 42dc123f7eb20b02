import { expect, test } from "vitest";
import type { Attempt, DeliveryDetail } from "@/lib/deliveries/schemas";
import { markdownReport } from "./markdown-report";

const attempt = {
  number: 2,
  trigger: "manual",
  startedAt: "2026-11-23T12:00:00.000Z",
  ok: false,
  statusCode: 500,
  errorCode: null,
  totalMs: 12.4,
  remoteAddress: "203.0.113.4",
  request: {
    method: "POST",
    url: "https://example.com/hook",
    headers: [
      ["webhook-id", "evt_1"],
      ["webhook-signature", "v1,c2VjcmV0"],
      ["X-Webhook-Signature", "abcdef"],
      ["Authorization", "********"],
    ],
    body: null,
  },
  response: {
    headers: [["set-cookie", "sid=1"]],
    body: "```\n# not a heading\n````",
    bodyEncoding: "utf8",
    bodyBytes: 22,
    bodyTruncated: false,
  },
  cause: {
    cause: "server_error",
    title: "The receiver's code failed",
    explanation: "It failed.",
    certainty: "certain",
    maybeProcessed: "maybe",
    evidence: ["Answered 500: <script>*x*</script>"],
  },
} as unknown as Attempt;

const delivery = {
  id: "dlv_1",
  eventId: "evt_1",
  eventType: "user.created",
  webhookId: "wh_1",
  webhookName: "Billing `x` [y](z)",
  url: "https://example.com/hook",
  status: "failed",
  attemptCount: 2,
  createdAt: "2026-11-23T11:00:00.000Z",
  nextAttemptAt: null,
  body: '{"id":12345678901234567890}',
  attempts: [attempt],
} as unknown as DeliveryDetail;

const report = markdownReport(delivery, attempt, "http://localhost:3000/acme/deliveries/dlv_1");

test("a report has what support asks for", () => {
  for (const part of [
    "dlv_1",
    "evt_1",
    "user.created",
    "wh_1",
    "https://example.com/hook",
    "http://localhost:3000/acme/deliveries/dlv_1",
    "failed 500",
    "The receiver's code failed",
    "may have processed",
    '{"id":12345678901234567890}',
    "203.0.113.4",
  ])
    expect(report).toContain(part);
});

test("nothing in a report lets the request be made again by others", () => {
  for (const secret of ["c2VjcmV0", "abcdef", "sid=1"]) expect(report).not.toContain(secret);
});

test("text of the receiver can neither end its fence nor become Markdown", () => {
  expect(report).toContain("`````\n```\n# not a heading\n````\n`````");
  expect(report).toContain("\\<script\\>\\*x\\*\\</script\\>");
  expect(report).toContain("Billing \\`x\\` \\[y\\]\\(z\\)");
});

test("a long body is shortened and says by how much", () => {
  const long = { ...delivery, body: "x".repeat(5_000) };
  expect(markdownReport(long, attempt, "http://x")).toContain("… (1000 more characters)");
});
