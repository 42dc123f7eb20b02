import type { Attempt } from "./attempt";
import type { DeliveryRow, Transition } from "./decide-transition";

/** An attempt with the delivery's row before it, its number, and what it does to that row. */
export type RecordedAttempt = { attempt: Attempt; before: DeliveryRow; number: number; transition: Transition };
