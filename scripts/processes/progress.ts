const REMIND_MS = 10_000;

/**
 * Runs one step and shows it on the terminal: that it began, every ten seconds that it still goes on, and how
 * long it took. `work` may return a few words on the outcome.
 */
export async function showStep<T>(title: string, work: () => Promise<T>): Promise<T> {
  const startedMs = Date.now();
  const seconds = () => ((Date.now() - startedMs) / 1000).toFixed(1);
  console.log(`• ${title} …`);
  const timer = setInterval(() => console.log(`  … still ${title} (${Math.round(Number(seconds()))} s)`), REMIND_MS);
  try {
    const result = await work();
    console.log(`✓ ${title} (${seconds()} s)`);
    return result;
  } finally {
    clearInterval(timer);
  }
}
