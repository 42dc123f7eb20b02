import { DocsArticle } from "@/components/docs/docs-article";
import { DocsCode } from "@/components/docs/docs-code";
import { DocsList, DocsSection, Mono } from "@/components/docs/prose";
import { TextLink } from "@/components/layout/text-link";
import type { Links } from "@/lib/client/links";
import { quickStartCalls } from "@/lib/client/quick-start-calls";

export function QuickStartPage({ origin, links }: { origin: string; links: Links }) {
  const makeInbox = [
    `curl -X POST ${origin}/api/inboxes \\`,
    `  -H "Authorization: Bearer YOUR_API_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '{"name": "Try it"}'`,
  ].join("\n");
  const calls = [
    {
      title: "Make an inbox",
      why: "A receiver that is built in: it answers 200 and shows what it got. The answer holds its URL.",
      command: makeInbox,
    },
    ...quickStartCalls(origin, undefined, `${origin}/in/TOKEN_OF_THE_INBOX`),
  ];
  return (
    <DocsArticle slug="">
      <DocsSection id="before" title="Before you begin">
        <p>
          Make a key under <TextLink href={links.apiKeys}>API keys</TextLink>, and put it in place of{" "}
          <Mono>YOUR_API_KEY</Mono>. Everything below runs against this instance, <Mono>{origin}</Mono>, and needs no
          other service.
        </p>
      </DocsSection>
      <DocsSection id="calls" title="The calls">
        <ol className="grid grid-cols-1 gap-6">
          {calls.map(({ title, why, command }, index) => (
            <li key={title} className="grid grid-cols-1 min-w-0 gap-2">
              <h3 className="font-medium">
                {index + 1}. {title}
              </h3>
              <p className="text-muted">{why}</p>
              <DocsCode label={title} code={command} language="bash" />
            </li>
          ))}
        </ol>
      </DocsSection>
      <DocsSection id="next" title="What comes next">
        <DocsList>
          <li>
            <TextLink href={links.docs("verify-signatures")}>Verify the signature</TextLink> in your own receiver, and
            point an endpoint at it.
          </li>
          <li>
            Give the inbox another <TextLink href={links.inboxes}>behaviour</TextLink>, such as an answer of 503, and
            watch the <TextLink href={links.docs("retries")}>retries</TextLink>.
          </li>
          <li>
            Send events of <TextLink href={links.eventTypes}>types of your own</TextLink> with{" "}
            <TextLink href={`${links.docs("api")}#acceptEvent`}>POST /api/events</TextLink>.
          </li>
        </DocsList>
      </DocsSection>
    </DocsArticle>
  );
}
