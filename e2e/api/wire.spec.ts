import { connect } from "node:net";
import { expect } from "@playwright/test";
import { test } from "../fixtures/demo-api";

/** @returns what a server says to these lines, until it closes the connection. */
function exchange(url: string, lines: string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write([...lines, "", ""].join("\r\n")));
    socket.on("data", (chunk) => (answer += chunk.toString()));
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

test("a client that would rather speak HTTP/2 is answered in HTTP/1.1, by the API and by inboxes", async ({
  inbox,
}) => {
  for (const target of ["/api/health/live", new URL(inbox.url).pathname]) {
    const answer = await exchange(inbox.url, [
      `GET ${target} HTTP/1.1`,
      "Host: localhost",
      "Connection: close, Upgrade, HTTP2-Settings",
      "Upgrade: h2c",
      "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  }
});
