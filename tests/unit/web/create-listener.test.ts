import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { clientAddress } from "@/lib/http/client-address";
import type { InboxReceiver } from "@/lib/inbox";
import { createLogger } from "@/lib/platform/logger";
import { createListener } from "@/web/create-listener";
import { tidyRequest } from "@/web/tidy-request";

/** A server where this answers in place of Next. @returns its port. */
async function serve(nextHandler: NextHandler, trustProxy = false): Promise<number> {
  const receiver = { logger: createLogger("test", "silent") } as InboxReceiver;
  const server = createServer(createListener({ receiver, trustProxy, nextHandler }).listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** What Next would see of a request with these headers. */
async function headersSeen(trustProxy: boolean, sent: Record<string, string>): Promise<Headers> {
  let seen: IncomingHttpHeaders = {};
  const port = await serve(async (request, response) => {
    seen = { ...request.headers };
    response.end();
  }, trustProxy);
  await fetch(`http://127.0.0.1:${port}/api`, { headers: sent });
  return new Headers(Object.entries(seen).map(([name, value]) => [name, String(value)] as [string, string]));
}

type NextHandler = Parameters<typeof createListener>[0]["nextHandler"];

const FORGED = {
  "X-Forwarded-For": "203.0.113.7",
  "X-Forwarded-Proto": "https",
  "X-Forwarded-Host": "evil.example",
  Forwarded: "for=203.0.113.7",
  "X-Posthorn-Peer": "203.0.113.8",
};

describe("a request's headers about itself", () => {
  it("are believed from nobody unless a proxy of ours stands before", async () => {
    const seen = await headersSeen(false, FORGED);
    for (const name of ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded"])
      expect(seen.get(name)).toBeNull();
    expect(clientAddress(seen, false)).toBe("127.0.0.1");
  });

  it("are passed on from a proxy that is trusted, but for the socket's own address", async () => {
    const seen = await headersSeen(true, FORGED);
    expect(seen.get("x-forwarded-proto")).toBe("https");
    expect(clientAddress(seen, true)).toBe("203.0.113.7");
    expect(seen.get("x-posthorn-peer")).toBe("127.0.0.1");
  });
});

describe("what Next's parts say to each other", () => {
  it("is not heard from a client", async () => {
    const internal = [
      "x-middleware-prefetch",
      "x-middleware-subrequest",
      "x-invoke-path",
      "x-nextjs-data",
      "x-matched-path",
    ];
    const seen = await headersSeen(true, Object.fromEntries([...internal, "rsc"].map((name) => [name, "1"])));
    expect(internal.filter((name) => seen.has(name))).toEqual([]);
    expect(seen.get("rsc")).toBe("1");
  });

  it.each([
    ["http://evil.example/a/b?c=d", "/a/b?c=d"],
    ["HTTPS://user@evil.example", "/"],
    ["http://evil.example?c", "/?c"],
    ["http://[", "/"],
    ["/http://evil.example", "/http://evil.example"],
  ])("%s is an address here: %s", (url, path) => {
    const request = { url, headers: {} } as IncomingMessage;
    tidyRequest(request);
    expect(request.url).toBe(path);
  });
});

describe("a body that is refused before it is read", () => {
  it("does not cost its caller the answer, although he reads that only when all is sent, and closes", async () => {
    const port = await serve(async (request, response) => {
      // As Next does it: somebody reads, and stops.
      request.once("data", () => request.pause());
      response.writeHead(413, { "Content-Type": "text/plain" }).write("too ");
      response.end("large");
    });
    const caller = connect(port, "127.0.0.1").pause();
    const failed = new Promise<never>((_, reject) => caller.once("error", reject));
    const body = Buffer.alloc(4 * 1024 * 1024);
    const head = `POST /api/webhooks HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
    caller.write(head);
    // Long enough for a server that closes at once to have closed.
    await sleep(100);
    await Promise.race([failed, new Promise((resolve) => caller.write(body, resolve))]);
    const answer = await Promise.race([failed, text(caller)]);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("too ");
    expect(answer).toContain("large");
  });
});
