"use client";

import type { Webhook } from "@/lib/webhooks/schemas";
import { DeleteEndpointDialog } from "./delete-endpoint-dialog";
import { RecoverDialog } from "./recover-dialog";
import { RotateDialog } from "./rotate-dialog";
import { SendTestDialog } from "./send-test-dialog";

export type EndpointDialog = "test" | "recover" | "rotate" | "delete";

/** The dialog about an endpoint that is open, if one is. */
export function EndpointDialogs({
  webhook,
  open,
  onClose,
}: {
  webhook: Webhook;
  open: EndpointDialog | undefined;
  onClose: () => void;
}) {
  switch (open) {
    case "test":
      return <SendTestDialog webhook={webhook} onClose={onClose} />;
    case "recover":
      return <RecoverDialog webhook={webhook} onClose={onClose} />;
    case "rotate":
      return <RotateDialog webhook={webhook} onClose={onClose} />;
    case "delete":
      return <DeleteEndpointDialog webhook={webhook} onClose={onClose} />;
    case undefined:
      return null;
    default: {
      const never: never = open;
      return never;
    }
  }
}
