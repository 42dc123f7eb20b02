import { handle } from "@/lib/http";
import { getProfileOperation, updateProfileOperation } from "@/lib/http/operations/users";
import { getProfile, updateProfile } from "@/lib/users";

export const GET = handle(getProfileOperation, (ctx) => getProfile(ctx));
export const PATCH = handle(updateProfileOperation, (ctx, { body }) => updateProfile(ctx, body));
