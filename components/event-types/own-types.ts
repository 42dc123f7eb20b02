import type { EventType } from "@/lib/event-types/schemas";

/** A type that only Posthorn sends: in no workspace's catalogue, the same everywhere. */
export type OperationalType = Pick<EventType, "name" | "example"> & { description: string; schema: object };

export const WHY_OPERATIONAL =
  "Posthorn itself sends this event, about your endpoints. Nobody else can send or change it. It is no part of *: an endpoint gets it by naming it, or by webhook.*.";
export const WHY_OWN =
  "Posthorn itself sends this event when a project changes, so its schema stays as it is and it cannot be deleted.";
