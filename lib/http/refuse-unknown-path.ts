import { AppError } from "@/lib/core/errors";
import { answerCall } from "./call";

/** The answer of every address under /api that no route has. */
export function refuseUnknownPath(request: Request): Promise<Response> {
  return answerCall("unknown", request, async () => {
    throw new AppError("not_found", "There is no such API call. GET /api/openapi.json lists all of them.");
  });
}
