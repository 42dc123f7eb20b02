"use client";

import { VerificationSamples } from "@/components/docs/verification-samples";
import { TextLink } from "@/components/layout/text-link";
import { useLinks } from "@/components/layout/workspace-context";
import { Card } from "@/components/ui/card";

/** How a receiver verifies, in each language. */
export function ReceiverSamples() {
  const links = useLinks();
  return (
    <Card
      title="Verify deliveries"
      description="A receiver checks the signature over the raw body before it trusts an event."
      actions={<TextLink href={links.docs("verify-signatures")}>How it works</TextLink>}
    >
      <VerificationSamples />
    </Card>
  );
}
