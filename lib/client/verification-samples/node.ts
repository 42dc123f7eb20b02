import type { VerificationSample } from "./sample";

export const NODE: VerificationSample = {
  id: "node",
  label: "Node.js",
  language: "javascript",
  file: "receiver.mjs",
  run: "node receiver.mjs",
  code: String.raw`import crypto from "node:crypto";
import http from "node:http";

const SECRET = process.env.WEBHOOK_SECRET;
const TOLERANCE_SECONDS = 300;

function isGenuine(rawBody, headers) {
  const timestamp = headers["x-webhook-timestamp"] ?? "";
  const signature = headers["x-webhook-signature"] ?? "";
  if (!/^\d{1,15}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;

  const expected = crypto.createHmac("sha256", SECRET).update(timestamp + ".").update(rawBody).digest();
  return crypto.timingSafeEqual(Buffer.from(signature, "hex"), expected);
}

http
  .createServer(async (req, res) => {
    const chunks = [];
    for await (const chunk of req) chunks.push(chunk);
    const rawBody = Buffer.concat(chunks);
    if (!isGenuine(rawBody, req.headers)) return res.writeHead(401).end("Invalid signature");

    // Answer first, work afterwards: a slow answer counts as a failed attempt.
    res.writeHead(200).end("ok");
    const event = JSON.parse(rawBody.toString("utf8"));
    console.log("Event:", event.type, event.id);
  })
  .listen(Number(process.env.PORT ?? 3000));
`,
};
