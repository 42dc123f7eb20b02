"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { openLiveStream, type LiveListener, type LiveMessage, type LiveState } from "@/lib/client/live-stream";

type Live = { state: LiveState; listen: (listener: LiveListener) => () => void };

const LiveContext = createContext<Live | undefined>(undefined);

/** One stream of changes for the whole tab, closed while nobody looks at it. */
export function LiveProvider({ workspace, children }: { workspace: string; children: ReactNode }) {
  const [state, setState] = useState<LiveState>("connecting");
  const listeners = useRef(new Set<LiveListener>());
  useEffect(() => {
    const tell = (message: LiveMessage) => {
      for (const listener of listeners.current) listener(message);
    };
    return openLiveStream(workspace, { onState: setState, onMessage: tell });
  }, [workspace]);
  const value = useMemo<Live>(
    () => ({
      state,
      listen: (listener) => {
        listeners.current.add(listener);
        return () => listeners.current.delete(listener);
      },
    }),
    [state],
  );
  return <LiveContext value={value}>{children}</LiveContext>;
}

function useLiveContext(): Live {
  const value = useContext(LiveContext);
  if (value === undefined) throw new Error("Live updates need a LiveProvider above.");
  return value;
}

/**
 * Calls `run` for each message of these types, and for a `reset`: then messages may have been missed, and whatever is
 * shown must be read again.
 */
export function useLive(types: LiveMessage["type"] | readonly LiveMessage["type"][], run: LiveListener): void {
  const { listen } = useLiveContext();
  const latest = useRef({ types, run });
  useEffect(() => {
    latest.current = { types, run };
  });
  useEffect(
    () =>
      listen((message) => {
        const wanted = latest.current.types;
        if (message.type === "reset" || (typeof wanted === "string" ? [wanted] : wanted).includes(message.type))
          latest.current.run(message);
      }),
    [listen],
  );
}

export function useLiveState(): LiveState {
  return useLiveContext().state;
}

/** @returns the refetch interval of a query that live messages keep fresh: none while they come, `ms` while they do not. */
export function usePollMs(ms = 5_000): number | false {
  return useLiveState() === "polling" ? ms : false;
}
