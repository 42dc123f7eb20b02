import type { Db } from "@/lib/platform/db";
import type { Encryption } from "@/lib/platform/encryption";
import type { Logger } from "@/lib/platform/logger";
import type { Mailer } from "@/lib/platform/mail";
import type { RealtimeMessage } from "@/lib/realtime";
import type { Actor } from "./actor";

/** What domain verbs use besides the database; built once a process in lib/runtime. */
export type Services = {
  logger: Logger;
  encryption: Encryption;
  mail: Mailer;
  /** Wakes the workers for these webhooks; best effort, returns at once. */
  ring(webhookIds: readonly string[]): void;
  /** Tells open dashboards; best effort, returns at once. */
  publish(workspaceId: string, message: RealtimeMessage): void;
  /** Puts a bulk job on the queue; best effort, the worker's sweeper finds it otherwise. */
  wakeBulkJob(bulkJobId: string): void;
  /** Where deliveries may go besides the public internet. `ownOrigin` is refused except for inboxes. */
  destinations: {
    allowedCidrs: readonly string[];
    ownOrigin: string;
    /** Resolves names; the system's resolver unless given. */
    lookup?: (hostname: string) => Promise<readonly string[]>;
  };
  /** The peppered hash under which keys are stored, and a way to stop honouring one at once. */
  apiKeys: { hash(key: string): Buffer; forget(apiKeyId: string): void };
  /** Counts what must not be done often. `take` throws AppError `rate_limited` with the time to wait. */
  throttle: { take(name: "url-check-workspace", subject: string): Promise<void> };
  /** Requests per second to a webhook that sets no limit of its own. */
  defaultRateLimit: number;
};

/** What every domain verb gets first: whose data, who asks, and the database or transaction to ask in. */
export type Context = {
  workspace: { id: string; slug: string };
  actor: Actor;
  requestId: string;
  /** When it is done, for history that is brought in; now unless told. Heeded by the audit log and by what sends events. */
  atMs?: number;
  /** Caller's address, for the audit log. */
  ip?: string;
  db: Db;
  services: Services;
  /** Work for after the commit (ringing, publishing): at once outside of a transaction, never when it rolls back. */
  afterCommit(work: () => void): void;
};
