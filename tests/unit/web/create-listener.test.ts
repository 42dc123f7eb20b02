import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { clientAddress } from "@/lib/http/client-address";
import type { InboxReceiver } from "@/lib/inbox";
import { createLogger } from "@/lib/platform/logger";
import { createListener } from "@/web/create-listener";
import { tidyRequest } from "@/web/tidy-request";

/** What Next would see of a request with these headers. */
async function headersSeen(trustProxy: boolean, sent: Record<string, string>): Promise<Headers> {
  let seen: IncomingHttpHeaders = {};
  const { listener } = createListener({
    receiver: { logger: createLogger("test", "silent") } as InboxReceiver,
    trustProxy,
    nextHandler: async (request, response) => {
      seen = { ...request.headers };
      response.end();
    },
  });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, { headers: sent });
  return new Headers(Object.entries(seen).map(([name, value]) => [name, String(value)] as [string, string]));
}

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
