import type { WebhookHealth } from "./schemas";

const HEALTH_WINDOW_HOURS = 24;
const HEALTHY_RATE = 0.99;
const FAILING_RATE = 0.5;
const FAILING_IN_A_ROW = 5;

/**
 * The rule behind the word: healthy from 99 % of attempts on, failing below 50 % or after five failures in a row,
 * degraded between, idle without attempts, all over the last 24 hours.
 */
export function judgeHealth(facts: {
  disabled: boolean;
  attempts: number;
  attemptsOk: number;
  consecutiveFailures: number;
}): WebhookHealth {
  const { disabled, attempts, attemptsOk, consecutiveFailures } = facts;
  const successRate = attempts === 0 ? null : attemptsOk / attempts;
  const numbers = {
    successRate,
    attempts,
    failedAttempts: attempts - attemptsOk,
    consecutiveFailures,
    windowHours: HEALTH_WINDOW_HOURS,
  };
  const answered = `${attemptsOk} of ${attempts} attempts in ${HEALTH_WINDOW_HOURS} hours were answered with 2xx`;
  if (disabled) return { state: "disabled", ...numbers, explanation: "Disabled: nothing is delivered." };
  if (successRate === null)
    return { state: "idle", ...numbers, explanation: `No attempt in ${HEALTH_WINDOW_HOURS} hours.` };
  if (consecutiveFailures >= FAILING_IN_A_ROW)
    return {
      state: "failing",
      ...numbers,
      explanation: `The last ${consecutiveFailures} attempts failed; ${answered}.`,
    };
  if (successRate < FAILING_RATE) return { state: "failing", ...numbers, explanation: `Only ${answered}.` };
  if (successRate < HEALTHY_RATE)
    return { state: "degraded", ...numbers, explanation: `${answered}; healthy is 99 %.` };
  return { state: "healthy", ...numbers, explanation: `${answered}.` };
}
