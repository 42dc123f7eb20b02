import { handle } from "@/lib/http";
import { getNeighboursOperation } from "@/lib/http/operations/deliveries";
import { findNeighbours } from "@/lib/deliveries";

export const GET = handle(getNeighboursOperation, (ctx, { params, query }) => findNeighbours(ctx, params.id, query));
