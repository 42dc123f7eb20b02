import { handle } from "@/lib/http";
import { changePasswordOperation } from "@/lib/http/operations/users";
import { getRuntime } from "@/lib/runtime";
import { changePassword } from "@/lib/users";

export const POST = handle(changePasswordOperation, (ctx, { body }) =>
  changePassword(ctx, body, getRuntime().throttle),
);
