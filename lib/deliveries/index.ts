export { cancelBulkJob, getBulkJob, listBulkJobs } from "./bulk-jobs";
export { bulkRetry, retryFailed } from "./bulk-retry";
export { cancelDelivery, cancelOfWebhook } from "./cancel-delivery";
export { getDelivery } from "./get-delivery";
export { listDeliveries, listDeliveriesOfWebhook } from "./list-deliveries";
export { getQueueStats } from "./queue-stats";
export { retryDelivery } from "./retry-delivery";
export { runBulkJobStep } from "./run-bulk-job-step";
