import { queryOptions } from "@tanstack/react-query";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";
import type {
  cancelDeliveryOperation,
  getDeliveryOperation,
  getNeighboursOperation,
  retryDeliveryOperation,
} from "@/lib/http/operations/deliveries";
import type { replayEventOperation } from "@/lib/http/operations/events";
import type { testWebhookOperation } from "@/lib/http/operations/webhooks";
import { type DeliveryParams, toDeliveryFilter } from "./delivery-params";
import { callApi, callApiWithText } from "./fetcher";

export const deliveryKeys = {
  detail: (workspace: string, id: string) => ["deliveries", workspace, "detail", id] as const,
  neighbours: (workspace: string, id: string, params: DeliveryParams) =>
    ["deliveries", workspace, "neighbours", id, params] as const,
};

export const deliveryQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: deliveryKeys.detail(workspace, id),
    queryFn: async ({ signal }) =>
      keepBodyOnce(
        await callApi<typeof getDeliveryOperation>(
          "GET /api/deliveries/{id}",
          { params: { id } },
          { workspace, signal },
        ),
      ),
  });

/** Every attempt sends the same body. A megabyte is kept once, as the delivery's, and not once more for each attempt. */
export function keepBodyOnce(delivery: DeliveryDetail): DeliveryDetail {
  const attempts = delivery.attempts.map((attempt) => ({ ...attempt, request: { ...attempt.request, body: null } }));
  return { ...delivery, attempts };
}

/** What stands before and after a delivery in the list that an address means; without a span in it, in all of it. */
export const neighboursQuery = (workspace: string, id: string, params: DeliveryParams) =>
  queryOptions({
    queryKey: deliveryKeys.neighbours(workspace, id, params),
    queryFn: ({ signal }) => {
      const { from, to, ...filter } = toDeliveryFilter(params, Date.now());
      const hasSpan = params.range !== null || params.from !== null || params.to !== null;
      return callApi<typeof getNeighboursOperation>(
        "GET /api/deliveries/{id}/neighbours",
        { params: { id }, query: hasSpan ? { ...filter, from, to } : filter },
        { workspace, signal },
      );
    },
  });

export const retryDelivery = (workspace: string, id: string) =>
  callApi<typeof retryDeliveryOperation>("POST /api/deliveries/{id}/retry", { params: { id } }, { workspace });

export const cancelDelivery = (workspace: string, id: string) =>
  callApi<typeof cancelDeliveryOperation>("POST /api/deliveries/{id}/cancel", { params: { id } }, { workspace });

/** Sends the same bytes to one endpoint, as a new delivery of the same event. @returns the new delivery's id. */
export async function sendUnchanged(workspace: string, eventId: string, webhookId: string): Promise<string> {
  const { deliveries } = await callApi<typeof replayEventOperation>(
    "POST /api/events/{id}/replay",
    { params: { id: eventId }, body: { webhookId } },
    { workspace },
  );
  return deliveries[0]?.id ?? "";
}

/**
 * Sends data of one's own to one endpoint, as a new event that is marked as a test.
 * @param dataText JSON; goes out as it was typed, digit for digit.
 * @returns the new delivery's id.
 */
export async function sendEdited(
  workspace: string,
  webhookId: string,
  test: { eventType: string; dataText: string },
): Promise<string> {
  const { deliveryId } = await callApiWithText<typeof testWebhookOperation>(
    "POST /api/webhooks/{id}/test",
    { params: { id: webhookId } },
    `{"eventType":${JSON.stringify(test.eventType)},"data":${test.dataText}}`,
    { workspace },
  );
  return deliveryId;
}
