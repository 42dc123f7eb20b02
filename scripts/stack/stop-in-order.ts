export type Stoppable = {
  /** Stops in order, taking its time. */
  stop: () => Promise<void>;
  /** Ends it at once. */
  kill: () => void | Promise<void>;
};

/** What was started so far, to be stopped in the opposite order: on Ctrl-C and SIGTERM in order, at once on the second. */
export type Shutdown = { add: (part: Stoppable) => void; stopAll: () => Promise<void> };

/** Takes over SIGINT, SIGTERM and SIGHUP of this process. After an orderly stop its exit code is 0, after a forced one 130. */
export function handleSignals(): Shutdown {
  const parts: Stoppable[] = [];
  let stopping: Promise<void> | undefined;

  const stopAll = () => {
    stopping ??= (async () => {
      for (const part of parts.toReversed()) await part.stop();
    })();
    return stopping;
  };
  const killAll = async () => {
    for (const part of parts.toReversed()) await part.kill();
  };
  const onSignal = () => {
    if (stopping !== undefined) {
      console.log("\nstopping at once");
      void killAll().finally(() => process.exit(130));
      return;
    }
    console.log("\nstopping: what is in flight may take up to 35 s (again to stop at once) …");
    void stopAll().finally(() => {
      console.log("stopped");
      process.exit(0);
    });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  return { add: (part) => void parts.push(part), stopAll };
}
