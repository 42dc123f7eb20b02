import { handle } from "@/lib/http";
import { endOtherSessionsOperation, listSessionsOperation } from "@/lib/http/operations/users";
import { endOtherSessions, listSessions } from "@/lib/users";

export const GET = handle(listSessionsOperation, (ctx) => listSessions(ctx));
export const DELETE = handle(endOtherSessionsOperation, (ctx) => endOtherSessions(ctx));
