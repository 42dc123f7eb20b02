import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "@/lib/core/clock";
import type { QueueConnection } from "@/lib/platform/env";
import { asError, logErrors } from "@/lib/platform/log-errors";
import type { Logger } from "@/lib/platform/logger";
import { EVERY_WORKSPACE, type RealtimeMessage } from "./messages";
import { openOutlet } from "./transport";
import { packParcels, type Parcel } from "./wire";

export type Publisher = {
  /** Tells every process. Returns at once and never throws; what gets lost is made up for by a reset. */
  publish: (workspaceId: string, message: RealtimeMessage) => void;
  /** Sends what still waits, and closes the connection. */
  close: () => Promise<void>;
};

/** How long messages gather. Of several about the same thing only the last is sent. */
const GATHER_MS = 50;
/** More than a dashboard could show: beyond it everybody is told to read again instead. */
const WAITING_MAX = 5_000;
/** Messages of one kind to one workspace in a gathering: of a burst a dashboard shows a few, and reads its counts again anyway. */
const BURST_MAX = 50;
const BURSTING = new Set<RealtimeMessage["type"]>(["event.created", "delivery.created", "delivery.updated"]);
const RETRY_MS = SECOND_MS;
const CLOSE_LIMIT_MS = SECOND_MS;
const RESET: Parcel = { workspaceId: EVERY_WORKSPACE, message: { type: "reset" } };

/** @returns the sending end of realtime, over Redis or PostgreSQL. It connects when it is first used. */
export function createPublisher(options: { connection: QueueConnection; logger: Logger }): Publisher {
  const onError = logErrors(options.logger, "realtime publisher");
  const outlet = openOutlet(options.connection, onError);
  const waiting = new Map<string, Parcel>();
  /** How many of each kind wait for each workspace. */
  const bursts = new Map<string, { count: number }>();
  /** Whether something was lost since the last payload that arrived. */
  let missed = false;
  let closing = false;
  let sending: Promise<void> | null = null;

  async function sendGathered(): Promise<void> {
    let pauseMs = GATHER_MS;
    while (waiting.size > 0 || (missed && !closing)) {
      await sleep(pauseMs);
      const payloads = packParcels(missed ? [RESET, ...waiting.values()] : waiting.values(), outlet.bytesMax);
      waiting.clear();
      bursts.clear();
      missed = false;
      pauseMs = GATHER_MS;
      try {
        await outlet.send(payloads);
      } catch (error) {
        missed = true;
        pauseMs = RETRY_MS;
        onError(asError(error));
      }
    }
    sending = null;
  }

  function burstOf(kind: string): { count: number } {
    const known = bursts.get(kind) ?? { count: 0 };
    bursts.set(kind, known);
    return known;
  }

  return {
    publish(workspaceId, message) {
      if (waiting.size >= WAITING_MAX) {
        waiting.clear();
        missed = true;
      }
      const burst = BURSTING.has(message.type) ? burstOf(`${workspaceId} ${message.type}`) : null;
      // In the midst of a burst no name needs to be made for what cannot be among those that wait.
      if (burst !== null && burst.count >= BURST_MAX && message.type !== "delivery.updated") return;
      const subject = `${workspaceId} ${subjectOf(message)}`;
      if (burst !== null && !waiting.has(subject)) {
        if (burst.count >= BURST_MAX) return;
        burst.count += 1;
      }
      // Taken out first, so that it moves to the end: messages arrive in the order of the last change.
      waiting.delete(subject);
      waiting.set(subject, { workspaceId, message });
      sending ??= sendGathered();
    },
    async close() {
      closing = true;
      await Promise.race([sending, sleep(CLOSE_LIMIT_MS, undefined, { ref: false })]);
      await outlet.close();
    },
  };
}

function subjectOf(message: RealtimeMessage): string {
  switch (message.type) {
    case "event.created":
      return `${message.type} ${message.eventId}`;
    case "delivery.created":
    case "delivery.updated":
      return `${message.type} ${message.deliveryId}`;
    case "webhook.updated":
      return `${message.type} ${message.webhookId}`;
    case "inbox.request":
      return `${message.type} ${message.requestId}`;
    case "bulk-job.updated":
      return `${message.type} ${message.bulkJobId}`;
    case "queue.updated":
      return message.type;
    case "worker.updated":
      return `${message.type} ${message.workerId}`;
    case "api-key.changed":
      return `${message.type} ${message.apiKeyId}`;
    default: {
      const unknown: never = message;
      return unknown;
    }
  }
}
