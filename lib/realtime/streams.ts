import { SECOND_MS } from "@/lib/core/clock";
import type { Topic } from "./messages";
import { createRooms, type Entry } from "./rooms";
import { formatHello, HEARTBEAT, isAbout } from "./sse";
import type { Subscriber } from "./subscribe";

export type StreamRequest = {
  workspaceId: string;
  topics: ReadonlySet<Topic>;
  /** The browser's `Last-Event-ID`, when it comes back. */
  lastEventId: string | null;
  /** Ends the stream when it aborts. */
  signal?: AbortSignal;
  /** Called once, however the stream ends. */
  onEnd?: () => void;
};

export type EventStreams = {
  /**
   * @returns the body of a Server-Sent Events answer: what was missed since `lastEventId` (or a reset when that is not
   * known here), then what the workspace is told. It cleans up when its reader goes or `signal` aborts.
   */
  open: (request: StreamRequest) => ReadableStream<Uint8Array>;
};

const HEARTBEAT_MS = 15 * SECOND_MS;
/** What a slow reader may leave unread. Beyond it messages are dropped, and a reset makes up for them. */
const UNREAD_BYTES_MAX = 256 * 1024;
const unread = new ByteLengthQueuingStrategy({ highWaterMark: UNREAD_BYTES_MAX });
const encoder = new TextEncoder();

/** @param options.heartbeatMs how long a stream may be silent. */
export function createEventStreams(options: { subscriber: Subscriber; heartbeatMs?: number }): EventStreams {
  const rooms = createRooms(options.subscriber);

  return {
    open({ workspaceId, topics, lastEventId, signal, onEnd }) {
      let end: () => void = () => undefined;
      let dropped = false;

      function start(controller: ReadableStreamDefaultController<Uint8Array>): void {
        const write = (text: string) => controller.enqueue(encoder.encode(text));
        const tell = (entry: Entry) => {
          if ((controller.desiredSize ?? 0) <= 0) dropped = true;
          if (!dropped && isAbout(topics, entry.message)) write(entry.text);
        };
        const leave = rooms.join(workspaceId, tell);
        const heartbeat = setInterval(() => dropped || write(HEARTBEAT), options.heartbeatMs ?? HEARTBEAT_MS);
        const abort = () => {
          end();
          controller.close();
        };
        end = () => {
          end = () => undefined;
          leave();
          clearInterval(heartbeat);
          signal?.removeEventListener("abort", abort);
          onEnd?.();
        };
        if (signal?.aborted === true) return abort();
        signal?.addEventListener("abort", abort);

        const missed = lastEventId === null ? [] : rooms.since(workspaceId, lastEventId);
        write(formatHello(missed === null || lastEventId === null ? rooms.currentId() : lastEventId));
        for (const entry of missed ?? [rooms.newReset()]) tell(entry);
      }

      function pull(controller: ReadableStreamDefaultController<Uint8Array>): void {
        if (!dropped) return;
        dropped = false;
        controller.enqueue(encoder.encode(rooms.newReset().text));
      }

      return new ReadableStream({ start, pull, cancel: () => end() }, unread);
    },
  };
}
