import { Pool } from "undici";
import { newSecret, signatureHeaders } from "../../lib/signing";
import { epochMs } from "../clock";
import type { Receiver } from "../product";
import { eventData } from "../webhook";

/**
 * The physical limit: the delivery engine's HTTP library posting the same signed bytes to the same receiver, with
 * nothing else around it. @returns requests per second.
 */
export async function raw(
  receiver: Receiver,
  options: { requests: number; connections: number; bytes: number },
): Promise<number> {
  const pool = new Pool(receiver.url, { connections: options.connections, pipelining: 1 });
  const body = Buffer.from(
    `{"id":"evt_00000000000000000000000000","type":"project.created","timestamp":"2026-01-01T00:00:00.000Z","data":${eventData(epochMs(), options.bytes)}}`,
  );
  const headers = {
    "content-type": "application/json",
    "user-agent": "Posthorn/0.1.0",
    ...signatureHeaders({
      eventId: "evt_00000000000000000000000000",
      eventType: "project.created",
      deliveryId: "dlv_00000000000000000000000000",
      attemptNumber: 1,
      timestampSeconds: Math.floor(Date.now() / 1_000),
      body,
      secrets: { current: newSecret() },
    }),
  };
  let left = options.requests;
  const loop = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const response = await pool.request({ method: "POST", path: "/raw", headers, body });
      await response.body.dump();
    }
  };
  const startMs = epochMs();
  await Promise.all(Array.from({ length: options.connections }, loop));
  const seconds = (epochMs() - startMs) / 1_000;
  await pool.close();
  return options.requests / seconds;
}
