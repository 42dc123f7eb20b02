import type { Operation } from "../operation";
import * as apiKeys from "./api-keys";
import * as audit from "./audit";
import * as eventTypes from "./event-types";
import * as projects from "./projects";

const domains: Record<string, Operation>[] = [projects, eventTypes, apiKeys, audit];

/** Every call of the API. What is not in here is not documented, and a test refuses its route. */
export const allOperations: readonly Operation[] = domains.flatMap((operations) => Object.values(operations));
