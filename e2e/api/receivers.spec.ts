import { expect } from "@playwright/test";
import { PYTHON_WITH_FLASK, requireProgram } from "../../scripts/system/find-program";
import { answerOf, test, waitForDelivery } from "../fixtures/demo-api";
import { documentedReceiver, prepareReceiver } from "../fixtures/receiver-process";

type Receiver = {
  title: string;
  path: string;
  start: () => Promise<[command: string, file: string]>;
  refusesUnsigned: boolean;
};

const node = process.execPath;
const documented = async (name: string): Promise<[string, string]> => [node, documentedReceiver(name)];

const RECEIVERS: Receiver[] = [
  {
    title: "the Express receiver of the documentation",
    path: "/webhooks",
    start: () => documented("receiver.mjs"),
    refusesUnsigned: true,
  },
  {
    title: "the standardwebhooks receiver of the documentation",
    path: "/",
    start: () => documented("receiver-standard.mjs"),
    refusesUnsigned: true,
  },
  {
    title: "the Flask receiver of the documentation",
    path: "/webhooks",
    start: async () => [await requireProgram(PYTHON_WITH_FLASK, console.log), documentedReceiver("receiver.py")],
    refusesUnsigned: true,
  },
  // The guide's own receiver throws at a missing header; the documentation says so, and does better.
  {
    title: "the Express receiver of the quick start",
    path: "/webhooks/remotedevai",
    start: async () => [node, "e2e/fixtures/quick-start-receiver.cjs"],
    refusesUnsigned: false,
  },
];

for (const { title, path, start, refusesUnsigned } of RECEIVERS) {
  test(`${title} accepts a real delivery and refuses a forged one`, async ({ api }) => {
    test.setTimeout(120_000);
    const [command, file] = await start();
    const receiver = await prepareReceiver(command, file, path);
    // The secret is only known once the webhook exists, and the receiver needs it to start.
    const webhook = await answerOf<{ id: string; secret: string }>(
      api.post("/api/webhooks", { data: { name: title, url: receiver.url, events: ["project.created"] } }),
      201,
    );
    try {
      await receiver.start(webhook.secret);
      const data = { id: "prj_1", name: 'Ünïcode "quoted" 🎺', createdAt: new Date().toISOString(), ratio: 1.5 };
      const sent = await answerOf<{ deliveryId: string }>(
        api.post(`/api/webhooks/${webhook.id}/test`, { data: { eventType: "project.created", data } }),
        202,
      );
      const delivery = await waitForDelivery(api, sent.deliveryId);
      expect(delivery, receiver.output()).toMatchObject({
        status: "delivered",
        attempts: [{ number: 1, statusCode: 200 }],
      });
      await expect.poll(receiver.output).toContain("Event: project.created");

      const forged = {
        "content-type": "application/json",
        "x-webhook-signature": "0".repeat(64),
        "x-webhook-timestamp": String(Math.floor(Date.now() / 1_000)),
      };
      const standard = {
        "webhook-id": "evt_1",
        "webhook-timestamp": forged["x-webhook-timestamp"],
        "webhook-signature": `v1,${Buffer.alloc(32).toString("base64")}`,
      };
      const post = async (headers: Record<string, string>) =>
        (await fetch(receiver.url, { method: "POST", headers, body: "{}" })).status;
      expect(await post({ ...forged, ...standard })).toBe(401);
      if (refusesUnsigned) {
        expect(await post({ "content-type": "application/json" })).toBe(401);
        expect(await post({ ...forged, "x-webhook-signature": "short" })).toBe(401);
      }
    } finally {
      receiver.stop();
      await answerOf(api.delete(`/api/webhooks/${webhook.id}`), 204);
    }
  });
}
