import { ApiCallFilter } from "@/components/docs/api-call-filter";
import { DocsArticle } from "@/components/docs/docs-article";
import { DocsCode } from "@/components/docs/docs-code";
import { DocsList, DocsSection, Mono } from "@/components/docs/prose";
import { TextLink } from "@/components/layout/text-link";
import type { ApiGroup } from "@/lib/client/api-reference";
import type { Links } from "@/lib/client/links";

const PARTS = [
  { id: "ground-rules", title: "Ground rules" },
  { id: "errors", title: "Errors" },
  { id: "calls", title: "Calls" },
];

const PROBLEM = `{
  "type": "urn:posthorn:problem:validation_failed",
  "title": "Invalid input",
  "status": 422,
  "code": "validation_failed",
  "detail": "url: must not be empty",
  "errors": [{ "path": "url", "message": "must not be empty" }],
  "requestId": "rid_01m84h3ba8fanthzdx94x8q824"
}`;

export function ApiPage({
  origin,
  links,
  reference,
}: {
  origin: string;
  links: Links;
  reference: readonly ApiGroup[];
}) {
  const calls = reference.flatMap(({ slug, title, calls: ofGroup }) =>
    ofGroup.map(({ id, method, path, summary }) => ({
      href: `${links.docs(`api/${slug}`)}#${id}`,
      method,
      path,
      summary,
      group: title,
    })),
  );
  return (
    <DocsArticle slug="api" contents={PARTS}>
      <DocsSection id="ground-rules" title="Ground rules">
        <DocsList>
          <li>
            Send a key as <Mono>Authorization: Bearer YOUR_API_KEY</Mono>. Make one under{" "}
            <TextLink href={links.apiKeys}>API keys</TextLink>; it may do what its scopes say, in this workspace.
          </li>
          <li>
            Lists are newest first. An answer's <Mono>nextCursor</Mono> goes into <Mono>cursor</Mono> for the next page.
            A page looks at some ten thousand rows at most: where what you filter for is rare it may be short, even
            empty. Only <Mono>nextCursor: null</Mono> is the end.
          </li>
          <li>
            A POST with an <Mono>Idempotency-Key</Mono> is done once: for 24 hours its first answer is given again.
          </li>
          <li>
            The same is an OpenAPI document, to generate a client from: <Mono>{`${origin}/api/openapi.json`}</Mono>.
          </li>
        </DocsList>
        <DocsCode
          label="A first call"
          code={`curl -H "Authorization: Bearer YOUR_API_KEY" ${origin}/api/webhooks`}
          language="bash"
        />
      </DocsSection>
      <DocsSection id="errors" title="Errors">
        <p>
          Every refusal is a problem (RFC 9457) with a <Mono>code</Mono> that stays the same. Where fields are to blame,{" "}
          <Mono>errors</Mono> names all of them. The <Mono>requestId</Mono> finds the call in the logs.
        </p>
        <DocsCode label="A refusal" code={PROBLEM} language="json" />
      </DocsSection>
      <DocsSection id="calls" title="Calls">
        <ApiCallFilter calls={calls} />
      </DocsSection>
    </DocsArticle>
  );
}
