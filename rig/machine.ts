import { cpus, totalmem } from "node:os";

/** @returns the machine in words: what measurements on it can be compared by. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const memoryGib = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${memoryGib} GiB, shared by load generator, receiver, web, worker, PostgreSQL and Redis`;
}

/** @returns what tells how many cores were busy since, on average, with whatever. */
export function watchCores(): () => number {
  const read = () => {
    const times = cpus().map((cpu) => cpu.times);
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    return { idleMs: sum(times.map(({ idle }) => idle)), allMs: sum(times.flatMap((each) => Object.values(each))) };
  };
  const before = read();
  return () => {
    const after = read();
    return cpus().length * (1 - (after.idleMs - before.idleMs) / (after.allMs - before.allMs));
  };
}
