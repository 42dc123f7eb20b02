import { createServer, type Server } from "node:net";
import { expect, test } from "../fixtures/dashboard";
import { deliver, waitForAttempts, whyCard } from "../fixtures/delivery";

type Case = {
  cause: string;
  behaviour?: Record<string, unknown>;
  endpoint?: Record<string, unknown>;
  title: string;
  evidence: RegExp;
  advice: RegExp;
  processed: RegExp;
};

const NOT = /has not processed it/;
const MAY = /may have processed it/;
const UNKNOWN = /cannot be known/;

const ANSWERS: Case[] = [
  {
    cause: "bad_gateway",
    behaviour: { status: 503 },
    title: "A proxy could not reach the receiver",
    evidence: /Answered 503/,
    advice: /health checks/,
    processed: MAY,
  },
  {
    cause: "server_error",
    behaviour: { status: 500, body: "Error: boom" },
    title: "The receiver's code failed",
    evidence: /Answered 500: Error: boom/,
    advice: /log of the service/,
    processed: MAY,
  },
  {
    cause: "bad_request",
    behaviour: { status: 422, body: "name is missing" },
    title: "The receiver found the request invalid",
    evidence: /Answered 422: name is missing/,
    advice: /names the field/,
    processed: NOT,
  },
  {
    cause: "signature_rejected",
    behaviour: { preset: "wrong_secret" },
    title: "The receiver rejected the signature",
    evidence: /contains the word "signature"/,
    advice: /raw body/,
    processed: NOT,
  },
  {
    cause: "auth",
    behaviour: { status: 403, body: "no" },
    title: "The receiver wants authorisation",
    evidence: /Answered 403/,
    advice: /CSRF/,
    processed: NOT,
  },
  {
    cause: "not_found",
    behaviour: { status: 404 },
    title: "The path does not exist there",
    evidence: /Answered 404/,
    advice: /letter by letter/,
    processed: NOT,
  },
  {
    cause: "method",
    behaviour: { status: 405 },
    title: "The path does not take POST",
    evidence: /Answered 405/,
    advice: /accept POST/,
    processed: NOT,
  },
  {
    cause: "gone",
    behaviour: { preset: "gone" },
    title: "The receiver unsubscribed",
    evidence: /Answered 410/,
    advice: /enable the endpoint/,
    processed: NOT,
  },
  {
    cause: "too_large",
    behaviour: { status: 413 },
    title: "The payload is too large for the receiver",
    evidence: /Answered 413/,
    advice: /client_max_body_size/,
    processed: NOT,
  },
  {
    cause: "media",
    behaviour: { status: 415 },
    title: "The receiver does not take JSON",
    evidence: /Answered 415/,
    advice: /application\/json/,
    processed: NOT,
  },
  {
    cause: "headers",
    behaviour: { status: 431 },
    title: "The headers are too large for the receiver",
    evidence: /Answered 431/,
    advice: /shorter custom headers/,
    processed: NOT,
  },
  {
    cause: "conflict",
    behaviour: { status: 409 },
    title: "The receiver reports a conflict",
    evidence: /Answered 409/,
    advice: /webhook-id header/,
    processed: MAY,
  },
  {
    cause: "rate_limited",
    behaviour: { preset: "rate_limited" },
    title: "The receiver is being called too often",
    evidence: /retry-after: 30/,
    advice: /rate limit/,
    processed: NOT,
  },
  {
    cause: "redirect",
    behaviour: { status: 308, location: "/moved" },
    title: "The receiver redirects elsewhere",
    evidence: /location: \/moved/,
    advice: /final address/,
    processed: NOT,
  },
  {
    cause: "other_status",
    behaviour: { status: 418 },
    title: "The receiver answered with an unusual status",
    evidence: /Answered 418/,
    advice: /2xx/,
    processed: UNKNOWN,
  },
];

const WARNINGS: Case[] = [
  {
    cause: "html_200",
    behaviour: { contentType: "text/html", body: "<!doctype html><html><form>Sign in</form></html>" },
    title: "Delivered, but the answer is a web page",
    evidence: /login or a challenge/,
    advice: /webhook handler/,
    processed: UNKNOWN,
  },
  {
    cause: "slow_success",
    behaviour: { delayMs: 8_300 },
    endpoint: { timeoutMs: 10_000 },
    title: "Delivered, but nearly too late",
    evidence: /of the 10,000 ms allowed/,
    advice: /in a queue/,
    processed: MAY,
  },
  {
    cause: "body_timeout",
    behaviour: { dripMs: 20_000, bodyBytes: 100 },
    endpoint: { timeoutMs: 3_000 },
    title: "Delivered, but the answer did not end in time",
    evidence: /had not ended after 3,000 ms/,
    advice: /end the answer/,
    processed: MAY,
  },
  {
    cause: "body_too_large",
    behaviour: { bodyBytes: 200_000 },
    title: "Delivered, but the answer is very long",
    evidence: /Answered 200/,
    advice: /short body/,
    processed: MAY,
  },
];

let port = 0;
let server: Server;
test.beforeAll(async () => {
  // Speaks no HTTP: that is what bad_http and a failed handshake are about.
  server = createServer((socket) =>
    socket.on("error", () => {}).once("data", () => socket.end("SSH-2.0-OpenSSH_9.6\r\n")),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
});
test.afterAll(() => new Promise((resolve) => server.close(resolve)));

const connections = (): Case[] => [
  {
    cause: "headers_timeout",
    behaviour: { hang: true },
    endpoint: { timeoutMs: 1_000 },
    title: "The receiver did not answer in time",
    evidence: /no response headers within 1,000 ms/,
    advice: /in a queue/,
    processed: /most likely got the request/,
  },
  {
    cause: "conn_reset",
    behaviour: { preset: "drops" },
    title: "The connection was closed before an answer",
    evidence: /broke off/,
    advice: /crash or restart/,
    processed: MAY,
  },
  {
    cause: "conn_refused",
    endpoint: { url: "http://localhost:1/" },
    title: "The connection was refused",
    evidence: /ECONNREFUSED/,
    advice: /listens on this port/,
    processed: NOT,
  },
  {
    cause: "bad_http",
    endpoint: { url: `http://localhost:${port}/` },
    title: "The answer is not valid HTTP",
    evidence: /before response headers/,
    advice: /Check the port/,
    processed: MAY,
  },
  {
    cause: "tls_proto",
    endpoint: { url: `https://localhost:${port}/` },
    title: "The TLS handshake failed",
    evidence: /TLS handshake with localhost/,
    advice: /the one for HTTPS/,
    processed: NOT,
  },
];

const GROUPS: [string, () => Case[]][] = [
  ["an answer that is no success", () => ANSWERS],
  ["a success that should worry somebody", () => WARNINGS],
  ["a connection that came to nothing", connections],
];

for (const [what, cases] of GROUPS)
  test(`the page of a delivery explains ${what}: title, evidence, advice, whether it was processed`, async ({
    page,
    workspace,
  }) => {
    test.slow();
    const sent = await Promise.all(
      cases().map(async (each) => ({ each, id: (await deliver(page, workspace, { ...each, attempts: 0 })).id })),
    );
    for (const { each, id } of sent) {
      await waitForAttempts(workspace, id, 1);
      await page.goto(workspace.path(`/deliveries/${id}`));
      const card = whyCard(page, each.cause);
      await expect(card.getByRole("heading", { level: 2 }), each.cause).toHaveText(each.title);
      await expect(card).toContainText(each.evidence);
      await expect(card).toContainText(each.advice);
      await expect(card).toContainText(each.processed);
      await expect(card.getByRole("link", { name: "Read more about this" })).toHaveAttribute(
        "href",
        workspace.path(`/docs/causes#${each.cause}`),
      );
    }
  });

test("a plain success needs no explanation", async ({ page, workspace }) => {
  const { id } = await deliver(page, workspace);
  await page.goto(workspace.path(`/deliveries/${id}`));
  await expect(page.getByRole("region", { name: "Attempts" }).getByText("OK 200")).toBeVisible();
  await expect(page.locator("section[data-cause]")).toHaveCount(0);
});
