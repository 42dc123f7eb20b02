import type { IncomingHttpHeaders } from "node:http";
import { verifyDelivery } from "@/lib/signing";
import type { ReceivedBody } from "./read-body";
import type { InboxSignature } from "./schemas";

type Judged = {
  headers: IncomingHttpHeaders;
  body: ReceivedBody;
  webhooks: readonly { id: string; secrets: readonly string[] }[];
  nowSeconds: number;
};

/** Says whether a request was signed with a secret of one of these webhooks; any one of them may have signed. */
export function judgeSignature({ headers, body, webhooks, nowSeconds }: Judged): InboxSignature {
  const tried = webhooks.flatMap(({ id, secrets }) => secrets.map((secret) => ({ webhookId: id, secret })));
  const verdict = verifyDelivery({ headers, body: body.kept, secrets: tried.map(({ secret }) => secret), nowSeconds });
  const only = webhooks.length === 1 ? (webhooks[0]?.id ?? null) : null;

  switch (verdict.outcome) {
    case "unsigned":
      return { verdict: "unsigned", reason: null, message: null, webhookId: null };
    case "valid":
      return {
        verdict: "valid",
        reason: null,
        message: null,
        webhookId: tried[verdict.secretIndex]?.webhookId ?? null,
      };
    case "invalid":
      if (webhooks.length === 0) {
        const message = "Signed, but no webhook of this workspace points at this inbox.";
        return { verdict: "unknown_sender", reason: null, message, webhookId: null };
      }
      if (verdict.reason === "signature_mismatch" && body.truncated) {
        const message = `Only the first ${body.kept.length} bytes were kept, too few to check the signature.`;
        return { verdict: "invalid", reason: "body_truncated", message, webhookId: only };
      }
      return { verdict: "invalid", reason: verdict.reason, message: verdict.message, webhookId: only };
    default: {
      const never: never = verdict;
      return never;
    }
  }
}
