import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";

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
