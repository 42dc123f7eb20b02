import type { Operation } from "../operation";
import * as apiKeys from "./api-keys";
import * as audit from "./audit";
import * as bulkJobs from "./bulk-jobs";
import * as deliveries from "./deliveries";
import * as eventTypes from "./event-types";
import * as events from "./events";
import * as inboxes from "./inboxes";
import * as projects from "./projects";
import * as queue from "./queue";
import { getLivenessOperation, getMetricsOperation, getOpenApiOperation, getReadinessOperation } from "./system";
import { openStreamOperation } from "./stream";
import * as invitations from "./invitations";
import * as members from "./members";
import * as stats from "./stats";
import * as users from "./users";
import * as webhooks from "./webhooks";
import * as workspaces from "./workspaces";

const domains: Record<string, Operation>[] = [
  webhooks,
  queue,
  events,
  deliveries,
  bulkJobs,
  projects,
  stats,
  eventTypes,
  apiKeys,
  audit,
  invitations,
  members,
  users,
  workspaces,
  inboxes,
];

/** Every call of the API. What is not in here is not documented, and a test refuses its route. */
export const allOperations: readonly Operation[] = [
  ...domains.flatMap((operations) => Object.values(operations)),
  getLivenessOperation,
  getReadinessOperation,
  getMetricsOperation,
  getOpenApiOperation,
  openStreamOperation,
];
