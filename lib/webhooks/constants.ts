// Apart from the schemas: pages that need no schema load these words alone.

/** Stands for a header value that is not shown; sent back in a PATCH it keeps the stored one. */
export const MASKED_VALUE = "********";

export const HEALTH_STATES = ["healthy", "degraded", "failing", "idle", "disabled"] as const;
