import type { Operation } from "../operation";
import * as apiKeys from "./api-keys";
import * as audit from "./audit";
import * as eventTypes from "./event-types";
import * as inboxes from "./inboxes";
import * as projects from "./projects";
import { getLivenessOperation, getMetricsOperation, getOpenApiOperation, getReadinessOperation } from "./system";
import { openStreamOperation } from "./stream";
import * as invitations from "./invitations";
import * as members from "./members";
import * as users from "./users";
import * as workspaces from "./workspaces";

const domains: Record<string, Operation>[] = [
  projects,
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
