import { handle } from "@/lib/http";
import { listEventTypeFiguresOperation } from "@/lib/http/operations/stats";
import { listEventTypeFigures } from "@/lib/stats";

export const GET = handle(listEventTypeFiguresOperation, (ctx, { query }) => listEventTypeFigures(ctx, query));
