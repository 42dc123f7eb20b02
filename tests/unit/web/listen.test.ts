import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { findFreePort } from "@/scripts/processes/free-port";
import { listen } from "@/web/listen";

function newServer() {
  const server = createServer((_request, response) => response.end("here"));
  onTestFinished(() => server.closeAllConnections());
  return server;
}

const fetchText = async (url: string) => (await fetch(url)).text();

describe("listening on loopback", () => {
  it.each(["127.0.0.1", "localhost"])("as %s answers on both addresses of localhost", async (host) => {
    const port = await findFreePort();
    const stop = await listen(newServer(), host, port);
    expect(await fetchText(`http://127.0.0.1:${port}`)).toBe("here");
    expect(await fetchText(`http://[::1]:${port}`)).toBe("here");
    stop();
    await expect(fetchText(`http://127.0.0.1:${port}`)).rejects.toThrow();
    await expect(fetchText(`http://[::1]:${port}`)).rejects.toThrow();
  });

  it.each(["127.0.0.1", "::1"])("says in one sentence that the port on %s is taken", async (taken) => {
    const other = newServer();
    await new Promise<void>((resolve) => other.listen(0, taken, resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const server = newServer();
    onTestFinished(() => void server.close());
    await expect(listen(server, "127.0.0.1", port)).rejects.toThrow(
      `Port ${port} on ${taken} is in use by another program: stop that program, or set PORT to a free port.`,
    );
  });
});

describe("listening elsewhere", () => {
  it("says so when the address is not one of this machine", async () => {
    await expect(listen(newServer(), "192.0.2.1", await findFreePort())).rejects.toThrow(
      "HOST 192.0.2.1 is no address of this machine",
    );
  });
});
