// Preloaded into web and worker: when the process that started them is killed, they stop in order by themselves
// instead of holding the port and the lanes.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
// The channel alone must not keep a process alive that is done.
process.channel?.unref();
