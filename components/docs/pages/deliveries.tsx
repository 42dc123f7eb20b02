import { DocsArticle } from "@/components/docs/docs-article";
import { DocsCode } from "@/components/docs/docs-code";
import { DocsList, DocsSection, DocsTable, Mono } from "@/components/docs/prose";
import { TextLink } from "@/components/layout/text-link";
import type { Links } from "@/lib/client/links";

const BODY =
  '{"id":"evt_01m84h3ba8fanthzdx94x8q824","type":"project.created","timestamp":"2026-11-23T10:15:00.000Z","data":{"id":"prj_4711","name":"Test Project"}}';

const REQUEST = `POST /webhooks HTTP/1.1
Host: hooks.example.com
Content-Type: application/json
User-Agent: Posthorn/1.0.0
X-Webhook-Id: evt_01m84h3ba8fanthzdx94x8q824
X-Webhook-Event: project.created
X-Webhook-Delivery: dlv_01m84h3bchfs7tyj6qj2x0k9m3
X-Webhook-Attempt: 1
X-Webhook-Timestamp: 1795428900
X-Webhook-Signature: 8f3a61c07d7c0f6d0e2b0d2b6d7d7d7c1a0d5b0f4cbb9f0f1a2b3c4d5e6f7081
webhook-id: evt_01m84h3ba8fanthzdx94x8q824
webhook-timestamp: 1795428900
webhook-signature: v1,jzphwH18D20OKw0rbX19fBoNWw9My58PGis8TV5vcIE=
Content-Length: ${BODY.length}

${BODY}`;

const row = (key: string, ...rest: React.ReactNode[]) => ({ key, cells: [<Mono key="name">{key}</Mono>, ...rest] });

const HEADERS = [
  row("X-Webhook-Id", "The event's id; the same on every attempt, so it tells duplicates."),
  row("X-Webhook-Event", "The event's type."),
  row("X-Webhook-Delivery", "The delivery's id: this event to this endpoint. Find it on the Deliveries page."),
  row("X-Webhook-Attempt", "The number of the attempt, from 1."),
  row("X-Webhook-Timestamp", "Unix seconds of this attempt."),
  row("X-Webhook-Signature", "Hex HMAC-SHA256 of timestamp.body; the key is the secret as it is shown."),
  row("X-Webhook-Signature-Previous", "Only while a rotation overlaps: the same, made with the old secret."),
  row("webhook-id", "The event's id, for Standard Webhooks."),
  row("webhook-timestamp", "As X-Webhook-Timestamp."),
  row(
    "webhook-signature",
    "v1, and the base64 HMAC-SHA256 of id.timestamp.body. Two of them while a rotation overlaps.",
  ),
  row("Content-Type", "application/json."),
  row("User-Agent", "Posthorn/ and the version."),
];

const ANSWERS = [
  row("2xx", "Delivered."),
  row(
    "429, 503",
    "With Retry-After: the next attempt waits that long, never shorter than the schedule, at most 24 hours.",
  ),
  row("410", "The endpoint is disabled: nothing more is sent until somebody enables it."),
  row("3xx", "A failed attempt: redirects are not followed. Put the final address into the endpoint."),
  row("anything else", "A failed attempt, tried again by the schedule. So is a time-out, and no connection."),
];

export function DeliveriesPage({ links }: { links: Links }) {
  return (
    <DocsArticle slug="deliveries">
      <DocsSection id="request" title="The request">
        <p>
          Every event goes to an endpoint as one POST with a body of JSON, its keys always in this order. What the
          sender gave as <Mono>data</Mono> arrives byte for byte: a 20-digit integer, the order of keys and the spaces
          are as they were.
        </p>
        <DocsCode label="A delivery on the wire" code={REQUEST} language="http" />
      </DocsSection>
      <DocsSection id="headers" title="Headers">
        <DocsTable caption="Headers of a delivery" head={["Header", "Value"]} rows={HEADERS} />
        <p>
          Both families of signatures are made from the same secret. Check one of them; you need not check both. Headers
          that an endpoint adds come on top. See{" "}
          <TextLink href={links.docs("verify-signatures")}>Verify signatures</TextLink>.
        </p>
      </DocsSection>
      <DocsSection id="answer" title="What to answer">
        <p>
          Any 2xx within the endpoint's time limit is success. The body of the answer is only kept for you to read: its
          first 16 KiB.
        </p>
        <DocsTable caption="Answers and what follows" head={["Answer", "What follows"]} rows={ANSWERS} />
        <p>
          Answer first and work afterwards, in a queue: an answer that takes longer than the time limit counts as a
          failure although the event has arrived, and the event comes again.
        </p>
      </DocsSection>
      <DocsSection id="duplicates" title="Duplicates and order">
        <DocsList>
          <li>
            Deliveries are made at least once. If your answer is lost on the way, the same event comes again with the
            same <Mono>webhook-id</Mono> and a later timestamp.
          </li>
          <li>Keep the ids that you have processed, and answer a repeated one with 200.</li>
          <li>
            Events may overtake each other. Where order matters, go by <Mono>timestamp</Mono> in the body, or fetch the
            present state.
          </li>
        </DocsList>
      </DocsSection>
    </DocsArticle>
  );
}
