"use client";

import { useEffect, useRef } from "react";
import Link from "next/link";
import { PageHeading } from "@/components/layout/page-heading";
import { useLinks } from "@/components/layout/workspace-context";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { UrlText } from "@/components/values/url-text";
import type { CreatedWebhook } from "@/lib/webhooks/schemas";
import { ReceiverSamples } from "./receiver-samples";
import { SendTest } from "./send-test";

/** What comes after creating: the secret, how to verify with it, and a first event. */
export function CreatedEndpoint({ webhook }: { webhook: CreatedWebhook }) {
  const links = useLinks();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <>
      <PageHeading
        title="Endpoint created"
        breadcrumb={[{ label: "Endpoints", href: links.endpoints }]}
        actions={
          <Link href={links.endpoint(webhook.id)} className={buttonClass({ variant: "secondary" })}>
            Open endpoint
          </Link>
        }
      />
      <Alert ref={ref} tone="ok" title={`${webhook.name} is ready`}>
        <UrlText url={webhook.url} />
      </Alert>
      <Card
        title="Signing secret"
        description="The receiver verifies every delivery with it. Store it where the receiver can read it and nobody else."
      >
        <CodeBlock label="Signing secret" code={webhook.secret} />
      </Card>
      <Card title="Send a test event" description="An example of a type it subscribes to, to this endpoint only.">
        <SendTest webhook={webhook} />
      </Card>
      <ReceiverSamples />
    </>
  );
}
