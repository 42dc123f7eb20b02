import type { Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "@/lib/core/clock";
import type { Logger } from "@/lib/platform/logger";

const STOP_MS_MAX = 10 * SECOND_MS;

export type Stoppable = {
  server: Server;
  logger: Logger;
  stopListening: () => void;
  activeRequests: () => number;
  /** Ends the answers that would go on for ever. */
  endStreams: () => void;
  /** Gives back what the process holds, once no request uses it any more. */
  close: () => Promise<void>;
};

/**
 * On SIGTERM or SIGINT: takes no new connection, lets requests finish for up to 10 s, and exits with 0.
 * A second signal exits at once.
 */
export function stopOnSignals(stoppable: Stoppable): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    stoppable.logger.info({ signal }, "stopping");
    void stop(stoppable).then((code) => process.exit(code));
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

async function stop({ server, logger, stopListening, activeRequests, endStreams, close }: Stoppable): Promise<number> {
  const deadlineMs = Date.now() + STOP_MS_MAX;
  try {
    stopListening();
    endStreams();
    while (activeRequests() > 0 && Date.now() < deadlineMs) await sleep(50);
    server.closeAllConnections();
    await close();
    logger.info("stopped");
    return 0;
  } catch (error) {
    logger.error({ err: error }, "stopping failed");
    return 1;
  }
}
