import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findFreePort } from "@/scripts/processes/free-port";
import { type Api, startApi } from "@/tests/harness/api";
import { envOf, type RawReply, startWeb, type WebProcess } from "@/tests/harness/web-process";
import { Estate, token } from "./estate";

let api: Api;
let web: WebProcess;
let own: Estate;
let webhookId: string;
beforeAll(async () => {
  api = await startApi({ PORT: String(await findFreePort()) });
  own = new Estate(api.tenant.ctx, `own${token()}`);
  webhookId = await own.make("webhook");
  web = await startWeb(envOf(api));
});
afterAll(async () => {
  await web.stop();
  await api.close();
});

const slug = () => api.tenant.ctx.workspace.slug;
const guarded = () => [
  `/${slug()}/endpoints`,
  `/${slug()}/endpoints/${webhookId}`,
  "/account",
  "/api/webhooks",
  `/api/webhooks/${webhookId}/secret`,
];

const SUBREQUESTS = [
  "middleware",
  "src/middleware",
  "pages/_middleware",
  "proxy",
  "src/proxy",
  "1",
  ...["middleware", "src/middleware", "proxy", "src/proxy"].map((name) => Array(5).fill(name).join(":")),
  ...["middleware", "proxy"].map((name) => Array(20).fill(name).join(":")),
];

/** Headers by which frameworks, proxies and Next itself once were talked into another path, host or person. */
const TRICKS: Record<string, string>[] = [
  ...SUBREQUESTS.map((value) => ({ "x-middleware-subrequest": value })),
  { "x-middleware-subrequest": "middleware", "x-middleware-subrequest-id": "1" },
  { "x-middleware-next": "1" },
  { "x-middleware-rewrite": "/sign-in" },
  { "x-middleware-skip": "1" },
  { "x-middleware-prefetch": "1" },
  { "x-middleware-override-headers": "cookie,x-posthorn-path", "x-middleware-request-cookie": "a=b" },
  { "x-middleware-set-cookie": "posthorn-3001.session-token=x" },
  { "x-middleware-invoke": "1" },
  { "x-invoke-path": "/sign-in", "x-invoke-status": "200", "x-invoke-output": "/sign-in" },
  { "x-invoke-query": "%7B%7D", "x-invoke-error": "{}" },
  { "x-matched-path": "/sign-in" },
  { "x-now-route-matches": "1=sign-in" },
  { "x-nextjs-data": "1" },
  { "x-nextjs-rewritten-path": "/sign-in", "x-nextjs-matched-path": "/sign-in" },
  { "x-next-revalidate-tags": "a", "x-prerender-revalidate": "1", "x-prerender-bypass-mode": "static" },
  { "x-next-resume": "1" },
  { "next-resume": "1", rsc: "1" },
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-state-tree": "%5B%22%22%2C%7B%7D%5D", "next-url": "/sign-in" },
  { "next-action": "00".repeat(20) },
  { "x-original-url": "/sign-in", "x-rewrite-url": "/sign-in" },
  { "x-forwarded-uri": "/sign-in", "x-forwarded-path": "/sign-in", "x-forwarded-prefix": "/sign-in" },
  { "x-original-method": "OPTIONS", "x-http-method-override": "OPTIONS", "x-method-override": "HEAD" },
  { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-port": "443" },
  { forwarded: "for=127.0.0.1;host=evil.example;proto=https" },
  { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", "x-client-ip": "127.0.0.1", "true-client-ip": "::1" },
  { "x-posthorn-peer": "127.0.0.1", "x-posthorn-forwarded": "0", "x-posthorn-path": "//evil.example" },
  { "x-posthorn-workspace": "OWN" },
  { "x-user-id": "1", "x-authenticated-user": "admin", "x-remote-user": "admin", "remote-user": "admin" },
  { authorization: "Basic YWRtaW46YWRtaW4=" },
  { authorization: "Bearer" },
  { authorization: "Bearer null" },
  { cookie: "posthorn-3001.session-token=; next-auth.session-token=x; __Secure-next-auth.session-token=x" },
  { cookie: "__prerender_bypass=1; __next_preview_data=x" },
];

/** Spellings of a path that a guard and a router might read differently. */
const SPELLINGS: ((path: string) => string)[] = [
  (path) => `/${path}`,
  (path) => `//${path}`,
  (path) => path.replaceAll("/", "//"),
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => `${path}/.`,
  (path) => `/.${path}`,
  (path) => `/sign-in/..${path}`,
  (path) => `/sign-in/%2e%2e${path}`,
  (path) => `/sign-in/%2E%2E%2F${path.slice(1)}`,
  (path) => `/sign-in/..%5c${path.slice(1)}`,
  (path) => `/sign-in/..\\${path.slice(1)}`,
  (path) => `/_next/static/..${path}`,
  (path) => `/_next/static/%2e%2e/%2e%2e${path}`,
  (path) => `/_next/image?url=${encodeURIComponent(path)}&w=64&q=75`,
  (path) => `/_next/data/build${path}.json`,
  (path) => `/in/..${path}`,
  (path) => `/in/x/%2e%2e/%2e%2e${path}`,
  (path) => `/favicon.ico/..${path}`,
  (path) => `/api/health/live/../../..${path}`,
  (path) => `/api/auth/..%2f..${path}`,
  (path) => path.replaceAll("/", "%2f"),
  (path) => `/${path.slice(1).replaceAll("/", "%2F")}`,
  (path) => `/${path.slice(1).replaceAll("/", "%252f")}`,
  (path) => path.replace("api", "%61pi").replace("endpoints", "%65ndpoints"),
  (path) => path.toUpperCase(),
  (path) => path.replace("/api", "/API").replace("/account", "/Account"),
  (path) => `${path}.rsc`,
  (path) => `${path}.json`,
  (path) => `${path}.txt`,
  (path) => `${path}%00`,
  (path) => `${path}%20`,
  (path) => `${path};jsessionid=1`,
  (path) => `${path}?_rsc=1`,
  (path) => `${path}?__nextLocale=en&__nextDefaultLocale=en`,
  (path) => `${path}#/sign-in`,
  (path) => `http://localhost${path}`,
  (path) => `http://evil.example${path}`,
];

let attempts = 0;

/** Neither told nor let in, and nobody is sent elsewhere. */
function expectClosed(what: unknown[], { status, headers, text }: RawReply): void {
  attempts += 1;
  const told = [own.mark, api.tenant.ctx.workspace.id, "whsec_", "evil.example"].filter((word) => text.includes(word));
  expect([...what, told]).toEqual([...what, []]);
  const location = String(headers.location ?? "/");
  const isOurs = location.startsWith(web.url) || /^\/(?![/\\])/.test(location);
  expect([...what, location, isOurs]).toEqual([...what, location, true]);
  // Data of a page carries its redirect inside; an answer to a prefetch may be empty.
  const isEmpty = status === 200 && (text === "{}" || text === "" || text.includes("NEXT_REDIRECT;replace;/sign-in"));
  const isClosed = isEmpty || [307, 308, 400, 401, 404, 405].includes(status);
  expect([...what, status, isClosed, isClosed ? "" : text.slice(0, 300)]).toEqual([...what, status, true, ""]);
  expect([...what, headers["strict-transport-security"]]).toEqual([...what, undefined]);
}

describe("without a session or a key", { timeout: 180_000 }, () => {
  it("no header opens a page or a call", async () => {
    for (const trick of TRICKS)
      for (const path of guarded()) {
        const headers = Object.fromEntries(
          Object.entries(trick).map(([name, value]) => [name, value.replace("OWN", slug())]),
        );
        const reply = await web.ask(path, { headers });
        expectClosed([path, trick], reply);
        const location = String(reply.headers.location);
        // Next asks for a digest in the address first, of pages and calls alike.
        if (/[?&]_rsc\b/.test(location)) continue;
        if (path.startsWith("/api/")) expect([trick, reply.status]).toEqual([trick, 401]);
        else if (reply.status === 307) expect(location).toContain("/sign-in?next=");
      }
  });

  it("no header takes the policy off a page", async () => {
    for (const headers of TRICKS) {
      const { status, headers: said } = await web.ask("/sign-in", { headers });
      const policy = String(said["content-security-policy"]);
      expect([headers, status, policy.includes("'strict-dynamic'"), said["x-frame-options"]]).toEqual([
        headers,
        status,
        true,
        "DENY",
      ]);
    }
  });

  it("no spelling of a path opens it", async () => {
    for (const spell of SPELLINGS)
      for (const path of guarded())
        expectClosed([spell(path)], await web.ask(spell(path), { headers: { "x-middleware-subrequest": "proxy" } }));
  });

  it("no method opens it", async () => {
    for (const method of ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "GETS"])
      for (const path of guarded()) {
        const reply = await web.ask(path, { method });
        attempts += 1;
        expect([method, path, reply.text.includes(own.mark), reply.status < 500]).toEqual([method, path, false, true]);
        const isClosed = reply.status >= 300 || (method === "OPTIONS" && reply.text === "");
        expect([method, path, reply.status, isClosed]).toEqual([method, path, reply.status, true]);
      }
    console.log(`bypass: ${attempts} attempts by ${TRICKS.length} headers and ${SPELLINGS.length} spellings, 0 got in`);
  });
});
