import { handle } from "@/lib/http";
import { getOnboardingOperation } from "@/lib/http/operations/stats";
import { getOnboarding } from "@/lib/stats";

export const GET = handle(getOnboardingOperation, (ctx) => getOnboarding(ctx));
