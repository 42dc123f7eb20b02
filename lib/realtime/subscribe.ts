import { setTimeout as sleep } from "node:timers/promises";
import type { QueueConnection } from "@/lib/platform/env";
import { asError, logErrors } from "@/lib/platform/log-errors";
import type { Logger } from "@/lib/platform/logger";
import { reconnectDelayMs } from "@/lib/platform/redis";
import { EVERY_WORKSPACE, type RealtimeMessage, type Reset } from "./messages";
import { type Inlet, openInlet } from "./transport";
import { type Label, unpackParcels } from "./wire";

/** Hears messages, and a reset whenever some may have been missed. Must not throw. */
export type Listener = (message: RealtimeMessage | Reset, workspaceId: string) => void;

export type Subscriber = {
  /**
   * Hears what is told to a workspace, or to each with `EVERY_WORKSPACE`. The first listener makes the process connect.
   * @param only the types that a listener to every workspace is interested in, which spares unpacking the rest.
   * @returns how to stop listening.
   */
  listen: (workspaceId: string, listener: Listener, only?: readonly RealtimeMessage["type"][]) => () => void;
  close: () => Promise<void>;
};

/** @returns the hearing end of realtime: one connection a process, for ever connected anew when it breaks. */
export function createSubscriber(options: { connection: QueueConnection; logger: Logger }): Subscriber {
  const onError = logErrors(options.logger, "realtime subscriber");
  const listeners = new Map<string, Set<Listener>>();
  const interests = new WeakMap<Listener, readonly RealtimeMessage["type"][]>();
  const closing = new AbortController();
  let connected: Promise<void> | null = null;
  let inlet: Inlet | null = null;

  function tell(workspaceId: string, message: RealtimeMessage | Reset): void {
    const addressed =
      workspaceId === EVERY_WORKSPACE
        ? [...listeners.values()]
        : [listeners.get(workspaceId), listeners.get(EVERY_WORKSPACE)];
    for (const some of addressed) for (const listener of some ?? []) listener(message, workspaceId);
  }

  function isHeard({ workspaceId, type }: Label): boolean {
    if (workspaceId === EVERY_WORKSPACE || listeners.has(workspaceId)) return true;
    for (const listener of listeners.get(EVERY_WORKSPACE) ?? [])
      if (interests.get(listener)?.some((interest) => interest === type) ?? true) return true;
    return false;
  }

  function receive(payload: string): void {
    for (const { workspaceId, message } of unpackParcels(payload, isHeard)) tell(workspaceId, message);
  }

  async function stayConnected(): Promise<void> {
    for (let attempt = 1; !closing.signal.aborted; attempt++) {
      try {
        inlet = await openInlet(options.connection, receive, onError);
        if (closing.signal.aborted) inlet.close();
        attempt = 0;
        tell(EVERY_WORKSPACE, { type: "reset" });
        await inlet.ended;
      } catch (error) {
        onError(asError(error));
      }
      await sleep(reconnectDelayMs(attempt), undefined, { signal: closing.signal }).catch(() => undefined);
    }
  }

  return {
    listen(workspaceId, listener, only) {
      if (only !== undefined) interests.set(listener, only);
      connected ??= stayConnected();
      const ofWorkspace = listeners.get(workspaceId) ?? new Set();
      listeners.set(workspaceId, ofWorkspace.add(listener));
      return () => {
        ofWorkspace.delete(listener);
        if (ofWorkspace.size === 0 && listeners.get(workspaceId) === ofWorkspace) listeners.delete(workspaceId);
      };
    },
    async close() {
      closing.abort();
      inlet?.close();
      await connected;
    },
  };
}
