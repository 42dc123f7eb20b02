import type { VerificationSample } from "./sample";

export const NEXT: VerificationSample = {
  id: "next",
  label: "Next.js",
  language: "javascript",
  file: "app/api/webhooks/route.js",
  run: null,
  code: String.raw`import crypto from "node:crypto";

const SECRET = process.env.WEBHOOK_SECRET;
const TOLERANCE_SECONDS = 300;

function isGenuine(rawBody, headers) {
  const timestamp = headers.get("X-Webhook-Timestamp") ?? "";
  const signature = headers.get("X-Webhook-Signature") ?? "";
  if (!/^\d{1,15}$/.test(timestamp) || !/^[0-9a-f]{64}$/.test(signature)) return false;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;

  const expected = crypto.createHmac("sha256", SECRET).update(timestamp + ".").update(rawBody).digest();
  return crypto.timingSafeEqual(Buffer.from(signature, "hex"), expected);
}

export async function POST(request) {
  // Not request.json(): the signature is over the bytes that came.
  const rawBody = Buffer.from(await request.arrayBuffer());
  if (!isGenuine(rawBody, request.headers)) return new Response("Invalid signature", { status: 401 });

  // Work that takes longer belongs into after() of next/server, or into a queue.
  const event = JSON.parse(rawBody.toString("utf8"));
  console.log("Event:", event.type, event.id);
  return new Response("ok");
}
`,
};
