// Preloaded into web and worker: when the process that started them is killed, they stop in order by themselves
// instead of holding the port and the lanes.
import { closeSync, openSync } from "node:fs";

process.once("disconnect", () => {
  // Nobody reads the output any more, and the logger would wait for ever to write its last line. A file that is
  // opened gets the lowest free number: the one just closed.
  for (const output of [1, 2]) {
    closeSync(output);
    openSync("/dev/null", "w");
  }
  process.kill(process.pid, "SIGTERM");
});
// The channel alone must not keep a process alive that is done.
process.channel?.unref();
