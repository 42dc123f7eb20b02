import type { CatalogueEntry } from "./catalogue";

const text = { type: "string" };
const time = { type: "string", format: "date-time" };

const webhook = { id: "wh_01h455vb4pex5vsknk084sn02q", name: "Billing", url: "https://example.com/webhooks" };

/** The types by which Posthorn reports about webhooks. They are no part of a workspace's catalogue: nobody else may send or change them. */
export const OPERATIONAL_CATALOGUE: readonly CatalogueEntry[] = [
  {
    name: "webhook.failing",
    description: "Every delivery of a webhook has failed for days; it is disabled if that goes on",
    schema: {
      type: "object",
      required: ["id", "name", "url", "failingSince", "disabledAt"],
      properties: { id: text, name: text, url: text, failingSince: time, disabledAt: time },
    },
    example: { ...webhook, failingSince: "2026-11-20T12:00:00.000Z", disabledAt: "2026-11-25T12:00:00.000Z" },
  },
  {
    name: "webhook.disabled",
    description: "Posthorn disabled a webhook: nothing is sent to it any more",
    schema: {
      type: "object",
      required: ["id", "name", "url", "reason", "disabledAt"],
      properties: { id: text, name: text, url: text, reason: text, disabledAt: time },
    },
    example: {
      ...webhook,
      reason: "Every delivery has failed for 5 days.",
      disabledAt: "2026-11-25T12:00:00.000Z",
    },
  },
];
