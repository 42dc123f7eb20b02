import { AppError } from "@/lib/core/errors";
import { type DashboardMessage, type Reset, type Topic, TOPICS } from "./messages";

/** Compression and proxies would gather events before they pass them on. */
export const EVENT_STREAM_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-transform",
  "X-Accel-Buffering": "no",
} as const;

const RETRY_MS = 2_000;

/** First bytes of a stream: how soon to come back, and where it starts, so that even a silent one can be resumed. */
export function formatHello(id: string): string {
  return `retry: ${RETRY_MS}\nid: ${id}\n\n`;
}

/** A line that browsers ignore, and that keeps proxies from closing a silent stream. */
export const HEARTBEAT = ": still here\n\n";

/**
 * One Server-Sent Event, named by its type. JSON has no raw line ends, so one data line is enough.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function formatEvent(id: string, message: DashboardMessage | Reset): string {
  return `id: ${id}\nevent: ${message.type}\ndata: ${JSON.stringify(message)}\n\n`;
}

/**
 * @param text as in `?topics=delivery,webhook`; missing or empty means all.
 * @throws AppError `validation_failed` naming the topics there are.
 */
export function parseTopics(text: string | null | undefined): ReadonlySet<Topic> {
  const names = (text ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const unknown = names.find((name) => !isTopic(name));
  if (unknown !== undefined) {
    const message = `is not a topic: ${JSON.stringify(unknown)}. There are ${TOPICS.join(", ")}.`;
    throw new AppError("validation_failed", `topics ${message}`, { errors: [{ path: "topics", message }] });
  }
  return new Set(names.length === 0 ? TOPICS : names.filter(isTopic));
}

/** @returns whether a stream of these topics carries the message. A reset is for everybody. */
export function isAbout(topics: ReadonlySet<Topic>, message: DashboardMessage | Reset): boolean {
  const topic = message.type.split(".")[0] ?? "";
  return message.type === "reset" || (isTopic(topic) && topics.has(topic));
}

function isTopic(name: string): name is Topic {
  return (TOPICS as readonly string[]).includes(name);
}
