import type { VerificationSample } from "./sample";

export const EXPRESS: VerificationSample = {
  id: "express",
  label: "Express",
  language: "javascript",
  file: "server.mjs",
  run: "npm install express && node server.mjs",
  code: String.raw`import crypto from "node:crypto";
import express from "express";

const SECRET = process.env.WEBHOOK_SECRET;
const TOLERANCE_SECONDS = 300;

function isGenuine(rawBody, timestamp = "", signature = "") {
  if (!/^\d{1,15}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;

  const expected = crypto.createHmac("sha256", SECRET).update(timestamp + ".").update(rawBody).digest();
  return crypto.timingSafeEqual(Buffer.from(signature, "hex"), expected);
}

const app = express();

// express.raw on this route, and before any app.use(express.json()): the body must be the bytes that came.
app.post("/webhooks", express.raw({ type: "application/json", limit: "2mb" }), (req, res) => {
  if (!isGenuine(req.body, req.get("X-Webhook-Timestamp"), req.get("X-Webhook-Signature"))) {
    return res.status(401).send("Invalid signature");
  }
  // Answer first, work afterwards: a slow answer counts as a failed attempt.
  res.sendStatus(200);
  const event = JSON.parse(req.body.toString("utf8"));
  console.log("Event:", event.type, event.id);
});

app.listen(Number(process.env.PORT ?? 3000));
`,
};
