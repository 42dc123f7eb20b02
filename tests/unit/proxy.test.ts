import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { config, proxy } from "@/proxy";

const headersOf = (headers: Record<string, string> = {}) =>
  proxy(new NextRequest("http://localhost:3001/sign-in?next=/x", { headers })).headers;

test("each page gets a nonce of its own, and scripts run by nothing else", () => {
  const policies = [headersOf(), headersOf()].map((headers) => headers.get("Content-Security-Policy") ?? "");
  expect(new Set(policies).size).toBe(2);
  for (const policy of policies) {
    const scripts = policy.split("; ").find((directive) => directive.startsWith("script-src"));
    expect(scripts).toMatch(/^script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'$/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
  }
});

test("browsers are told to stay with TLS where there is TLS, and only there", () => {
  expect(headersOf().get("Strict-Transport-Security")).toBeNull();
  expect(headersOf({ "X-Forwarded-Proto": "https" }).get("Strict-Transport-Security")).toBe("max-age=31536000");
});

test("the path that sign-in leads back to is the one asked for, whatever the client claims it to be", () => {
  const headers = headersOf({ "x-posthorn-path": "//evil.example" });
  expect(headers.get("x-middleware-request-x-posthorn-path")).toBe("/sign-in?next=/x");
});

test("the API, inboxes and static files are left alone", () => {
  const pattern = new RegExp(`^${config.matcher[0]}$`);
  const matches = (path: string) => pattern.test(path);
  expect(["/", "/sign-in", "/acme/settings/members", "/invitations/x", "/api-keys", "/inbox"].every(matches)).toBe(
    true,
  );
  expect(["/api/webhooks", "/api/auth/csrf", "/in/token", "/_next/static/x.js"].some(matches)).toBe(false);
});
