import { pino } from "pino";
import type { QueueConnection } from "@/lib/platform/env";
import { createEmptyDatabase } from "../../harness/database";
import { redisDatabase } from "../../harness/redis-database";

export const silentLogger = pino({ level: "silent" });

/** Both places a queue can live in; each call gives an empty one. */
export const backends: { name: string; connect: () => Promise<QueueConnection> }[] = [
  { name: "Redis", connect: async () => ({ backend: "redis", url: await redisDatabase() }) },
  {
    name: "PostgreSQL",
    connect: async () => ({ backend: "postgres", connectionString: (await createEmptyDatabase()).url }),
  },
];
