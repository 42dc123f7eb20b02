import { handle } from "@/lib/http";
import { signOutEverywhereOperation } from "@/lib/http/operations/users";
import { signOutEverywhere } from "@/lib/users";

export const POST = handle(signOutEverywhereOperation, (ctx) => signOutEverywhere(ctx));
