import type { DashboardMessage, Reset } from "@/lib/realtime/messages";

export type LiveMessage = DashboardMessage | Reset;
export type LiveListener = (message: LiveMessage) => void;

/** `paused`: the tab is hidden. `polling`: the stream cannot be had, and queries ask by themselves. */
export type LiveState = "connecting" | "live" | "reconnecting" | "polling" | "paused";

const MESSAGE_TYPES = [
  "reset",
  "event.created",
  "delivery.created",
  "delivery.updated",
  "webhook.updated",
  "inbox.request",
  "bulk-job.updated",
  "queue.updated",
  "worker.updated",
] as const satisfies readonly LiveMessage["type"][];

const FAILURES_BEFORE_POLLING = 3;
const RECONNECT_MS = 2_000;
const RECONNECT_MS_MAX = 15_000;

/**
 * Keeps a stream of a workspace's changes open while the tab can be seen.
 * @param onState is told only changes.
 * @param onMessage also gets a `reset` whenever messages may have been missed: when the stream first opens, after a gap, and
 * after the tab was hidden.
 * @returns ends it.
 */
export function openLiveStream(
  workspace: string,
  { onState, onMessage }: { onState: (state: LiveState) => void; onMessage: LiveListener },
): () => void {
  let source: EventSource | undefined;
  let failures = 0;
  // Nobody told the page what changed since the server rendered it.
  let hasMissed = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let state: LiveState = "connecting";
  const setState = (next: LiveState) => {
    if (next === state) return;
    state = next;
    onState(next);
  };

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const connect = () => {
    close();
    const opened = new EventSource(`/api/stream?workspace=${encodeURIComponent(workspace)}`);
    source = opened;
    opened.addEventListener("open", () => {
      failures = 0;
      setState("live");
      if (hasMissed) onMessage({ type: "reset" });
      hasMissed = false;
    });
    // The browser would come back by itself, but not after every kind of refusal: this does, with growing pauses.
    opened.addEventListener("error", () => {
      close();
      failures += 1;
      hasMissed = true;
      setState(failures < FAILURES_BEFORE_POLLING ? "reconnecting" : "polling");
      timer = setTimeout(connect, Math.min(RECONNECT_MS * failures, RECONNECT_MS_MAX));
    });
    for (const type of MESSAGE_TYPES)
      opened.addEventListener(type, ({ data }: MessageEvent<string>) => onMessage(JSON.parse(data) as LiveMessage));
  };
  const follow = () => {
    if (document.hidden) {
      close();
      hasMissed = true;
      setState("paused");
    } else if (source === undefined) connect();
  };

  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    close();
  };
}
