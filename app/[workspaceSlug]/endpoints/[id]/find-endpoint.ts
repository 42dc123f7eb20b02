import { notFound } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/core/errors";
import { requirePage } from "@/lib/session/next";
import { getWebhook } from "@/lib/webhooks";

/** @returns the endpoint of a page's address; what is not there is the not-found page. */
export const findEndpoint = cache(async (workspaceSlug: string, id: string) => {
  const { ctx } = await requirePage(workspaceSlug);
  try {
    return await getWebhook(ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});
