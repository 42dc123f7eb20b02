import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { clientAddress, isLocal, markPeer } from "./client-address";

const headers = { "X-Forwarded-For": "198.51.100.1, 203.0.113.9", "x-posthorn-peer": "10.0.0.2" };

describe("a caller's address", () => {
  it("is the socket's, whatever the client writes", () => {
    expect(clientAddress(new Headers(headers), false)).toBe("10.0.0.2");
    expect(clientAddress(new Headers({ "X-Forwarded-For": "127.0.0.1" }), false)).toBeUndefined();
  });

  it("behind a proxy of ours is the one the proxy saw, not one the client made up", () => {
    expect(clientAddress(new Headers(headers), true)).toBe("203.0.113.9");
    expect(clientAddress(new Headers({ "x-posthorn-peer": "10.0.0.2" }), true)).toBe("10.0.0.2");
  });
});

describe("the web process", () => {
  const mark = (headers: Record<string, string>, trustProxy = false) => {
    const request = { headers, socket: { remoteAddress: "::ffff:127.0.0.1" } } as unknown as IncomingMessage;
    markPeer(request, trustProxy);
    return new Headers(request.headers as Record<string, string>);
  };

  it("notes the socket's address over what the client made up", () => {
    expect(clientAddress(mark({ "x-posthorn-peer": "203.0.113.9" }), false)).toBe("127.0.0.1");
  });

  it("shows nobody the word of a proxy that is not ours", () => {
    const forwarded = { "x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https", forwarded: "for=203.0.113.9" };
    expect([...mark({ ...forwarded }).keys()]).toEqual(["x-posthorn-forwarded", "x-posthorn-peer"]);
    expect(clientAddress(mark({ ...forwarded }, true), true)).toBe("203.0.113.9");
  });

  it("does not take a proxy on this machine for a caller on this machine", () => {
    expect(isLocal(mark({ "x-posthorn-forwarded": "1" }), "127.0.0.1")).toBe(true);
    expect(isLocal(mark({ "x-forwarded-for": "203.0.113.9", "x-posthorn-forwarded": "0" }), "127.0.0.1")).toBe(false);
    expect(isLocal(mark({}), "203.0.113.9")).toBe(false);
  });
});
