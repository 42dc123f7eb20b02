import { CodeTokens } from "@/components/docs/code-tokens";
import { DocsArticle } from "@/components/docs/docs-article";
import { DocsCode } from "@/components/docs/docs-code";
import { DocsList, DocsSection, DocsTable, Mono } from "@/components/docs/prose";
import { VerificationSamples } from "@/components/docs/verification-samples";
import { TextLink } from "@/components/layout/text-link";
import type { Links } from "@/lib/client/links";
import { VERIFICATION_SAMPLES } from "@/lib/client/verification-samples";

const LIBRARY = `import { Webhook } from "standardwebhooks";

// headers: webhook-id, webhook-timestamp and webhook-signature. Throws when the request is not genuine.
const event = new Webhook(process.env.WEBHOOK_SECRET).verify(rawBody, headers);
`;

const MISTAKES = [
  {
    key: "parsed",
    cells: [
      "The body was parsed and written again before it was verified",
      "Take the raw body: express.raw, request.get_data(), $request->getContent(), request.raw_post.",
    ],
  },
  {
    key: "middleware",
    cells: [
      "A JSON middleware runs before the handler",
      "Register the webhook route first, or take the raw body on it alone.",
    ],
  },
  {
    key: "secret",
    cells: [
      "The secret of another endpoint, or the one from before a rotation",
      "Copy it again from the endpoint's Security tab. Each endpoint has its own.",
    ],
  },
  {
    key: "decoded",
    cells: [
      "X-Webhook-Signature was checked with the decoded secret",
      "Its key is the whole text as it is shown, whsec_ included.",
    ],
  },
  {
    key: "text",
    cells: [
      "webhook-signature was checked with the whole text",
      "Its key is the part after whsec_, decoded from base64. Libraries do that.",
    ],
  },
  {
    key: "clock",
    cells: ["The receiver's clock is off by more than five minutes", "Set it by NTP."],
  },
];

export function VerifySignaturesPage({ links }: { links: Links }) {
  const coloured = Object.fromEntries(
    VERIFICATION_SAMPLES.map(({ id, code, language }) => [id, <CodeTokens key={id} code={code} language={language} />]),
  );
  return (
    <DocsArticle slug="verify-signatures">
      <DocsSection id="scheme" title="How a delivery is signed">
        <p>
          Each endpoint has a secret that only you and this instance know. Every delivery carries a signature made with
          it, so that nobody else can make one. A receiver does five things, in this order:
        </p>
        <DocsList ordered>
          <li>Take the body as the bytes that came, before anything parses it.</li>
          <li>
            Read <Mono>X-Webhook-Timestamp</Mono> and <Mono>X-Webhook-Signature</Mono>; without them, answer 401.
          </li>
          <li>
            Refuse what was signed more than 300 seconds ago or ahead, so that nobody can send an old request again.
          </li>
          <li>
            Make the HMAC-SHA256 of the timestamp, a full stop and the body, with the secret as it is shown as key.
          </li>
          <li>Compare it with the signature in constant time. When they differ, answer 401.</li>
        </DocsList>
      </DocsSection>
      <DocsSection id="samples" title="Code">
        <p>
          Every sample below is a whole receiver and does these five things. The secret is on the Security tab of the{" "}
          <TextLink href={links.endpoints}>endpoint</TextLink>; it belongs into the environment, not into the code.
        </p>
        <VerificationSamples coloured={coloured} />
      </DocsSection>
      <DocsSection id="library" title="With a library">
        <p>
          The <Mono>webhook-*</Mono> headers follow Standard Webhooks, so its libraries verify deliveries as they are,
          in some ten languages.
        </p>
        <DocsCode label="JavaScript" code={LIBRARY} language="javascript" />
      </DocsSection>
      <DocsSection id="mistakes" title="When it is refused">
        <DocsTable caption="Common mistakes" head={["What happened", "What to do"]} rows={MISTAKES} />
      </DocsSection>
      <DocsSection id="rotation" title="Rotating the secret">
        <p>
          A rotation makes a new secret. For a while of your choice, a day unless told, every delivery is signed with
          both. Put the new secret into the receiver at any time in between: Standard Webhooks libraries try each
          signature of the list, and a receiver of your own can try <Mono>X-Webhook-Signature-Previous</Mono> as well.
        </p>
      </DocsSection>
    </DocsArticle>
  );
}
