import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { RequestSummary } from "@/lib/client/inboxes";

type Signature = RequestSummary["signature"];

export const VERDICT_WORDS: Record<Signature["verdict"], { tone: BadgeTone; word: string; meaning: string }> = {
  valid: { tone: "ok", word: "Valid", meaning: "Signed with the secret of an endpoint that points here." },
  invalid: { tone: "bad", word: "Invalid", meaning: "The signature does not match." },
  unsigned: { tone: "neutral", word: "Unsigned", meaning: "It carries no signature." },
  unknown_sender: {
    tone: "warn",
    word: "Unknown sender",
    meaning: "Signed, but by no endpoint of this workspace that points here.",
  },
};

const REASONS: Record<string, string> = {
  header_missing: "header missing",
  timestamp_malformed: "no time",
  timestamp_too_old: "too old",
  timestamp_in_future: "from the future",
  signature_malformed: "malformed",
  signature_mismatch: "does not match",
  body_truncated: "body cut off",
};

/** What came of checking a request's signature, in a word or two. */
export function SignatureBadge({ signature }: { signature: Signature }) {
  const { tone, word } = VERDICT_WORDS[signature.verdict];
  const why = signature.verdict === "invalid" && signature.reason !== null ? signature.reason : null;
  return <Badge tone={tone}>{why === null ? word : `${word}: ${REASONS[why] ?? why.replaceAll("_", " ")}`}</Badge>;
}
