import { AppError } from "@/lib/core/errors";

const STREAMS_PER_WORKSPACE_MAX = 100;
const STREAMS_PER_PROCESS_MAX = 2_000;
const RETRY_AFTER_SECONDS = 30;

type OpenStreams = Map<string, Set<() => void>>;

// On globalThis: route handlers open them, and the web process, which is bundled apart, closes them when it stops.
const KEY = Symbol.for("posthorn.open-streams");
const holder = globalThis as { [KEY]?: OpenStreams };

/**
 * Counts one open event stream.
 * @param close ends the stream.
 * @returns what says that it has ended; harmless when called twice.
 * @throws AppError `rate_limited` when the workspace, or this process, has too many open.
 */
export function countStream(workspaceId: string, close: () => void): () => void {
  const streams = (holder[KEY] ??= new Map());
  const ofWorkspace = streams.get(workspaceId) ?? new Set();
  const ofProcess = [...streams.values()].reduce((sum, { size }) => sum + size, 0);
  if (ofWorkspace.size >= STREAMS_PER_WORKSPACE_MAX || ofProcess >= STREAMS_PER_PROCESS_MAX)
    throw new AppError(
      "rate_limited",
      "Too many event streams are open. Close some, or ask for the lists now and then instead.",
      {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      },
    );
  streams.set(workspaceId, ofWorkspace.add(close));
  return () => {
    ofWorkspace.delete(close);
    if (ofWorkspace.size === 0 && streams.get(workspaceId) === ofWorkspace) streams.delete(workspaceId);
  };
}

/** Ends every event stream of this process. */
export function closeStreams(): void {
  for (const ofWorkspace of holder[KEY]?.values() ?? []) for (const close of ofWorkspace) close();
}
