import { acceptBatch } from "@/lib/events";
import { handle } from "@/lib/http";
import { acceptBatchOperation } from "@/lib/http/operations/events";
import { getRuntime } from "@/lib/runtime";

export const POST = handle(acceptBatchOperation, (ctx, input) => acceptBatch(ctx, getRuntime().ingestor, input));
