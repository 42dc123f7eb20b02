import { handlePublic } from "@/lib/http";
import { signUpOperation } from "@/lib/http/operations/users";
import { getRuntime } from "@/lib/runtime";
import { signUp } from "@/lib/workspaces";

export const POST = handlePublic(signUpOperation, (ctx, { body }) => {
  const { throttle, env } = getRuntime();
  return signUp({ ...ctx, throttle }, body, env.POSTHORN_SIGN_UP);
});
