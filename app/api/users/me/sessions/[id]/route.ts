import { handle } from "@/lib/http";
import { endSessionOperation } from "@/lib/http/operations/users";
import { endSession } from "@/lib/users";

export const DELETE = handle(endSessionOperation, (ctx, { params }) => endSession(ctx, params.id));
