// Apart from the schemas: pages that need no schema load these words alone.

export const INBOX_VERDICTS = ["valid", "invalid", "unsigned", "unknown_sender"] as const;
