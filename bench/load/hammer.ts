import { epochMs } from "@/rig/clock";

/** As many as there are connections. */
export const CALLERS = 64;

/** Calls from 64 callers for so long, each the next as soon as the last is answered. @returns how many, and how many a second. */
export async function hammer(
  seconds: number,
  call: () => Promise<void>,
): Promise<{ calls: number; perSecond: number }> {
  const startMs = epochMs();
  const endMs = startMs + seconds * 1_000;
  let calls = 0;
  const loop = async (): Promise<void> => {
    while (epochMs() < endMs) {
      await call();
      calls += 1;
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, loop));
  return { calls, perSecond: (calls * 1_000) / (epochMs() - startMs) };
}
