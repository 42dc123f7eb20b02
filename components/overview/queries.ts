import { SECOND_MS } from "@/lib/core/clock";

/** What is too much to read each second is read this often, while the page is looked at. */
export const REFETCH_MS = 30 * SECOND_MS;

export const ATTENTION = { sort: "attention", limit: 6 } as const;
export const SLOWEST = { sort: "slowest", limit: 5 } as const;
export const NOISIEST = { limit: 5 } as const;
