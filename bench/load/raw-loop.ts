import { Pool } from "undici";
import { newSecret, signatureHeaders } from "@/lib/signing";
import { epochMs } from "@/rig/clock";
import { eventData } from "./events";
import type { Receiver } from "./receiver";

const CONNECTIONS = 64;

/**
 * The physical limit: the delivery engine's HTTP library posting the same signed bytes to the same receiver, with
 * nothing else around it. @returns requests per second.
 */
export async function rawLoop(receiver: Receiver, bytes: number, requests: number): Promise<number> {
  const pool = new Pool(receiver.url, { connections: CONNECTIONS, pipelining: 1 });
  const body = Buffer.from(
    `{"id":"evt_00000000000000000000000000","type":"project.created","timestamp":"2026-01-01T00:00:00.000Z","data":${eventData(epochMs(), bytes)}}`,
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
  let left = requests;
  const loop = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const response = await pool.request({ method: "POST", path: "/raw", headers, body });
      await response.body.dump();
    }
  };
  const startMs = epochMs();
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  const seconds = (epochMs() - startMs) / 1_000;
  await pool.close();
  return requests / seconds;
}
