import { cpus, totalmem } from "node:os";

/** @returns the machine in words: what measurements on it can be compared by. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const memoryGib = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${memoryGib} GiB, shared by load generator, receiver, web, worker, PostgreSQL and Redis`;
}
