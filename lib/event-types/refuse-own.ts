import { AppError } from "@/lib/core/errors";
import { WEBHOOK_EVENTS } from "./catalogue";

const OWN: readonly string[] = [
  WEBHOOK_EVENTS.PROJECT_CREATED,
  WEBHOOK_EVENTS.PROJECT_UPDATED,
  WEBHOOK_EVENTS.PROJECT_DELETED,
];

/** @returns whether it is a type of the catalogue that Posthorn itself triggers. */
export function isOwn(name: string): boolean {
  return OWN.includes(name);
}

/** @throws AppError `conflict` for the types that Posthorn itself triggers: without them no project could be written. */
export function refuseOwn(name: string, change: string): void {
  if (isOwn(name)) throw new AppError("conflict", `Posthorn itself triggers ${name}, so ${change}.`);
}
