"use client";

import Link from "next/link";
import { useLinks } from "@/components/layout/workspace-context";
import { Card } from "@/components/ui/card";

export function ReceiverSamples() {
  const links = useLinks();
  return (
    <Card
      title="Verify deliveries"
      description="A receiver checks the signature over the raw body before it trusts an event."
    >
      <p>
        The{" "}
        <Link href={links.docs("verify-signatures")} className="text-accent underline underline-offset-4">
          docs
        </Link>{" "}
        have a receiver for each language.
      </p>
    </Card>
  );
}
