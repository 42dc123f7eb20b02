import { z } from "zod";
import { idOf } from "@/lib/core/schemas";
import {
  BulkCancelInput,
  BulkCancelResult,
  BulkRetryInput,
  BulkRetryResult,
  Delivery,
  DeliveryDetail,
  DeliveryPage,
  DeliverySummary,
  ExportDeliveriesQuery,
  ListDeliveriesQuery,
  Neighbours,
  NeighboursQuery,
  SummariseDeliveriesQuery,
} from "@/lib/deliveries/schemas";
import { defineOperation } from "../operation";

const tag = "Deliveries";
const params = z.strictObject({ id: idOf("delivery") });

export const listDeliveriesOperation = defineOperation({
  id: "listDeliveries",
  method: "GET",
  path: "/api/deliveries",
  tag,
  summary: "List deliveries, newest first",
  scope: "deliveries:read",
  query: ListDeliveriesQuery,
  status: 200,
  response: DeliveryPage,
});

export const getDeliveryOperation = defineOperation({
  id: "getDelivery",
  method: "GET",
  path: "/api/deliveries/{id}",
  tag,
  summary: "Get a delivery with its attempts",
  scope: "deliveries:read",
  params,
  status: 200,
  response: DeliveryDetail,
});

export const getNeighboursOperation = defineOperation({
  id: "getDeliveryNeighbours",
  method: "GET",
  path: "/api/deliveries/{id}/neighbours",
  tag,
  summary: "Get the ids before and after a delivery in the list of a filter",
  scope: "deliveries:read",
  params,
  query: NeighboursQuery,
  status: 200,
  response: Neighbours,
});

export const retryDeliveryOperation = defineOperation({
  id: "retryDelivery",
  method: "POST",
  path: "/api/deliveries/{id}/retry",
  tag,
  summary: "Make one more attempt now; a scheduled one stays where it is",
  scope: "deliveries:write",
  params,
  status: 202,
  response: Delivery,
});

export const cancelDeliveryOperation = defineOperation({
  id: "cancelDelivery",
  method: "POST",
  path: "/api/deliveries/{id}/cancel",
  tag,
  summary: "Make no further attempt",
  scope: "deliveries:write",
  params,
  status: 200,
  response: Delivery,
});

export const bulkRetryOperation = defineOperation({
  id: "bulkRetry",
  method: "POST",
  path: "/api/deliveries/bulk-retry",
  tag,
  summary: "Retry every delivery that matches, as a job; or count them",
  scope: "deliveries:write",
  body: BulkRetryInput,
  status: 202,
  response: BulkRetryResult,
});

export const bulkCancelOperation = defineOperation({
  id: "bulkCancel",
  method: "POST",
  path: "/api/deliveries/bulk-cancel",
  tag,
  summary: "Cancel every delivery that matches and waits for an attempt, as a job; or count them",
  scope: "deliveries:write",
  body: BulkCancelInput,
  status: 202,
  response: BulkCancelResult,
});

export const summariseDeliveriesOperation = defineOperation({
  id: "summariseDeliveries",
  method: "GET",
  path: "/api/deliveries/summary",
  tag,
  summary: "Count deliveries by status and over time",
  scope: "deliveries:read",
  query: SummariseDeliveriesQuery,
  status: 200,
  response: DeliverySummary,
});

export const exportDeliveriesOperation = defineOperation({
  id: "exportDeliveries",
  method: "GET",
  path: "/api/deliveries/export",
  tag,
  summary: "Download deliveries, newest first: at most 100,000, and the file says when it was cut",
  scope: "deliveries:read",
  query: ExportDeliveriesQuery,
  status: 200,
  contentType: "text/csv",
  otherContentTypes: ["application/x-ndjson", "application/json"],
});
