import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "@playwright/test";
import { VERIFICATION_SAMPLES } from "../../lib/client/verification-samples";
import { findProgram, PYTHON_WITH_FLASK, requireProgram } from "../../scripts/system/find-program";
import { answerOf, test, waitForDelivery } from "../fixtures/demo-api";
import { prepareReceiver } from "../fixtures/receiver-process";

// Inside the repository, so that a receiver finds express.
const FOLDER = join("test-results", "docs-samples");
const DATA = { id: "prj_1", name: 'Ünïcode "quoted" 🎺', count: 1.5 };

function writeSample(id: string): string {
  const sample = VERIFICATION_SAMPLES.find((one) => one.id === id);
  if (sample === undefined) throw new Error(`The docs have no sample ${id}.`);
  const path = join(FOLDER, id, sample.file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, sample.code);
  return path;
}

/** The route handler of Next.js takes a web Request; this serves it as Next.js would. */
function serveRoute(route: string): string {
  const server = join(FOLDER, "next", "serve.mjs");
  writeFileSync(join(FOLDER, "next", "package.json"), '{"type":"module"}');
  writeFileSync(
    server,
    `import http from "node:http";
import { POST } from ${JSON.stringify(`./${route.slice(join(FOLDER, "next").length + 1)}`)};
http.createServer(async (req, res) => {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  if (req.method !== "POST") return res.writeHead(405).end();
  const response = await POST(new Request("http://localhost" + req.url, { method: "POST", headers: req.headers, body: Buffer.concat(chunks) }));
  res.writeHead(response.status).end(await response.text());
}).listen(Number(process.env.PORT));
`,
  );
  return server;
}

const node = process.execPath;
const JAVA = findProgram({ names: ["javac"], packages: {} }) === undefined ? undefined : "java";

const RECEIVERS: { id: string; start: () => Promise<[command: string, file: string]> }[] = [
  { id: "node", start: async () => [node, writeSample("node")] },
  { id: "express", start: async () => [node, writeSample("express")] },
  { id: "next", start: async () => [node, serveRoute(writeSample("next"))] },
  { id: "python", start: async () => [await requireProgram(PYTHON_WITH_FLASK, console.log), writeSample("python")] },
  // Where there is a JDK; it is not installed for this.
  ...(JAVA === undefined
    ? []
    : [{ id: "java", start: async (): Promise<[string, string]> => [JAVA, writeSample("java")] }]),
];

for (const { id, start } of RECEIVERS) {
  test(`the ${id} sample of the docs accepts a real delivery and refuses a forged one`, async ({ api }) => {
    test.setTimeout(120_000);
    const [command, file] = await start();
    const receiver = await prepareReceiver(command, file, "/webhooks");
    const webhook = await answerOf<{ id: string; secret: string }>(
      api.post("/api/webhooks", { data: { name: `Docs ${id}`, url: receiver.url, events: ["project.created"] } }),
      201,
    );
    try {
      await receiver.start(webhook.secret);
      const sent = await answerOf<{ deliveryId: string }>(
        api.post(`/api/webhooks/${webhook.id}/test`, { data: { eventType: "project.created", data: DATA } }),
        202,
      );
      expect(await waitForDelivery(api, sent.deliveryId), receiver.output()).toMatchObject({
        status: "delivered",
        attempts: [{ number: 1, statusCode: 200 }],
      });
      await expect.poll(receiver.output).toContain("Event: project.created");

      const post = async (headers: Record<string, string>) =>
        (
          await fetch(receiver.url, {
            method: "POST",
            headers: { "content-type": "application/json", ...headers },
            body: "{}",
          })
        ).status;
      const timestamp = String(Math.floor(Date.now() / 1_000));
      expect(await post({ "x-webhook-timestamp": timestamp, "x-webhook-signature": "0".repeat(64) })).toBe(401);
      expect(await post({ "x-webhook-timestamp": timestamp, "x-webhook-signature": "short" })).toBe(401);
      expect(await post({})).toBe(401);
    } finally {
      receiver.stop();
      await answerOf(api.delete(`/api/webhooks/${webhook.id}`), 204);
    }
  });
}

test("the shell sample of the docs tells a genuine request from a changed one", async ({ api, inbox }) => {
  const webhook = await answerOf<{ id: string; secret: string }>(
    api.post("/api/webhooks", { data: { name: "Docs shell", url: inbox.url, events: ["project.created"] } }),
    201,
  );
  await answerOf(
    api.post(`/api/webhooks/${webhook.id}/test`, { data: { eventType: "project.created", data: DATA } }),
    202,
  );
  const [received] = await inbox.waitForRequests(1);
  const { headers, body } = await inbox.read(received?.id ?? "");
  const header = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
  const script = writeSample("shell");
  const verify = (text: string) => {
    const file = join(FOLDER, "shell", "body.json");
    writeFileSync(file, text);
    const values = [header("x-webhook-timestamp"), header("x-webhook-signature")];
    return spawnSync("bash", [script, file, ...values], {
      env: { ...process.env, WEBHOOK_SECRET: webhook.secret },
      encoding: "utf8",
    });
  };
  expect(verify(body)).toMatchObject({ status: 0, stdout: "Genuine\n" });
  expect(verify(`${body}\n`)).toMatchObject({ status: 1, stderr: expect.stringContaining("Not genuine") });
});
