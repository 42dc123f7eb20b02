import { expect, onTestFinished, test } from "vitest";
import { createAddressPolicy } from "./address";
import type { AttemptResult } from "./attempt-result";
import { createEgressClient } from "./client";
import { answer, startReceiver } from "./testing/scripted-receiver";

// The receiver at 127.0.0.1 may be reached and answers with pointers to elsewhere; 127.0.0.2 and 127.1.2.3 may not.
const policy = createAddressPolicy(["127.0.0.1"]);

async function arrange() {
  const forbidden = await startReceiver((socket) => socket.write(answer(200)), { host: "127.0.0.2" });
  const alsoForbidden = await startReceiver((socket) => socket.write(answer(200)), { host: "127.1.2.3" });
  let answering = "";
  const receiver = await startReceiver((socket) => socket.write(answering));
  const lookedUp: string[] = [];
  const client = createEgressClient({
    policy,
    lookup: (name) => {
      lookedUp.push(name);
      return Promise.resolve(["127.0.0.1"]);
    },
  });
  onTestFinished(() => client.close());
  return {
    places: [
      "http://169.254.169.254/latest/meta-data/",
      `http://127.0.0.2:${forbidden.port}/`,
      `http://127.1.2.3:${alsoForbidden.port}/`,
      `//127.0.0.2:${forbidden.port}/`,
      `http://elsewhere.example:${receiver.port}/`,
      // Even to itself: the same origin, a path, and what an allowed name would lead to.
      `http://127.0.0.1:${receiver.port}/again`,
      "/again",
      "",
      "file:///etc/passwd",
      `gopher://127.0.0.2:${forbidden.port}/_GET`,
      "javascript:alert(1)",
      "data:text/plain,x",
      "http://user:password@127.0.0.2/",
      "\u00e4\u00f6\u00fc",
    ],
    /** Posts once. @returns what came of it, once there has been time for a second request. */
    async ask(text: string): Promise<{ result: AttemptResult; requests: number }> {
      answering = text;
      const before = receiver.requests.length;
      const url = `http://hooks.example:${receiver.port}/`;
      const result = await client.send({ url, headers: {}, body: Buffer.from("{}"), timeoutMs: 10_000 });
      await new Promise((resolve) => setTimeout(resolve, 2));
      return { result, requests: receiver.requests.length - before };
    },
    /** What was touched besides the one receiver by its one name. */
    strays: () => ({
      connections: forbidden.connectionCount() + alsoForbidden.connectionCount(),
      names: [...new Set(lookedUp)].filter((name) => name !== "hooks.example"),
    }),
  };
}

const NOTHING = { connections: 0, names: [] };

test("a redirect is an answer: whatever its status and wherever it points, there is no second request", async () => {
  const { places, ask, strays } = await arrange();
  for (const status of [300, 301, 302, 303, 304, 305, 306, 307, 308, 399])
    for (const place of places) {
      const { result, requests } = await ask(answer(status, "", [`Location: ${place}`]));
      expect([status, place, result.outcome === "response" && result.status, requests]).toEqual([
        status,
        place,
        status,
        1,
      ]);
    }
  expect(strays()).toEqual(NOTHING);
});

test("no header of an answer makes Posthorn call anybody: refresh, alternative services, preloads, upgrades", async () => {
  const { places, ask, strays } = await arrange();
  for (const place of places) {
    const hints = [
      `Refresh: 0; url=${place}`,
      `Alt-Svc: h2="127.0.0.2:443"; ma=86400, h3=":443"`,
      `Link: <${place}>; rel=preload; as=fetch, <${place}>; rel=preconnect`,
      `Content-Location: ${place}`,
      `Location: ${place}`,
      `Report-To: {"endpoints":[{"url":"${place}"}]}`,
      `Reporting-Endpoints: default="${place}"`,
      `NEL: {"report_to":"default","max_age":1}`,
      `WWW-Authenticate: Digest realm="${place}", domain="${place}"`,
      `Proxy-Authenticate: Basic realm="x"`,
      `Set-Cookie: a=1; Domain=127.0.0.2`,
      `Strict-Transport-Security: max-age=1`,
    ];
    for (const status of [200, 201, 401, 407, 421, 425, 426, 503]) {
      const { result, requests } = await ask(
        answer(status, `<meta http-equiv=refresh content="0;url=${place}">`, hints),
      );
      expect([status, result.outcome === "response" && result.status, requests]).toEqual([status, status, 1]);
    }
  }
  expect(strays()).toEqual(NOTHING);
});

test("answers that come before the answer are passed over, and what they point to is left alone", async () => {
  const { places, ask, strays } = await arrange();
  for (const place of places) {
    const early = ["102 Processing", "103 Early Hints", "103 Early Hints", "103 Early Hints"]
      .map((line) => `HTTP/1.1 ${line}\r\nLink: <${place}>; rel=preload\r\nLocation: ${place}\r\n\r\n`)
      .join("");
    const { result, requests } = await ask(`${early}${answer(204)}`);
    expect([result.outcome === "response" && result.status, requests]).toEqual([204, 1]);
  }
  expect(strays()).toEqual(NOTHING);
});
