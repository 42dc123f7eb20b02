import { z } from "zod";
import { RealtimeMessage, type Reset } from "./messages";

const Parcel = z.object({
  workspaceId: z.string(),
  message: z.union([RealtimeMessage, z.object({ type: z.literal("reset") })]),
});

/** One message on its way between processes. */
export type Parcel = { workspaceId: string; message: RealtimeMessage | Reset };

/**
 * Packs parcels into as few payloads as fit. PostgreSQL takes less than 8,000 bytes a notification.
 * @param bytesMax most bytes of one payload. A parcel that is larger on its own is left out.
 */
export function packParcels(parcels: Iterable<Parcel>, bytesMax: number): string[] {
  const payloads: string[] = [];
  let texts: string[] = [];
  let bytes = 2;
  const finish = () => {
    if (texts.length > 0) payloads.push(`[${texts.join(",")}]`);
    texts = [];
    bytes = 2;
  };
  for (const parcel of parcels) {
    const text = JSON.stringify(parcel);
    const textBytes = Buffer.byteLength(text) + 1;
    if (textBytes + 2 > bytesMax) continue;
    if (bytes + textBytes > bytesMax) finish();
    texts.push(text);
    bytes += textBytes;
  }
  finish();
  return payloads;
}

/** The address of a parcel, before anybody knows whether the rest of it makes sense. */
export type Label = { workspaceId: string; type: string };

/**
 * @param isHeard whether anybody listens: what nobody does is not looked into, which is most of what a busy instance says.
 * @returns the parcels of a payload, without those that this version knows nothing of.
 */
export function unpackParcels(payload: string, isHeard: (label: Label) => boolean = () => true): Parcel[] {
  return parseList(payload).flatMap((item) => {
    const label = labelOf(item);
    return label !== null && isHeard(label) ? (Parcel.safeParse(item).data ?? []) : [];
  });
}

function labelOf(item: unknown): Label | null {
  if (typeof item !== "object" || item === null || !("workspaceId" in item) || !("message" in item)) return null;
  const { workspaceId, message } = item;
  if (typeof workspaceId !== "string" || typeof message !== "object" || message === null) return null;
  return "type" in message && typeof message.type === "string" ? { workspaceId, type: message.type } : null;
}

function parseList(payload: string): unknown[] {
  try {
    const list: unknown = JSON.parse(payload);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
