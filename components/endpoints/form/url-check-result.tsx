import { ScrollRegion } from "@/components/inspector/scroll-region";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Duration } from "@/components/values/duration";
import { Time } from "@/components/values/time";
import { parseUrl } from "@/lib/core/parse-url";
import type { UrlCheck } from "@/lib/webhooks/schemas";

const VERDICTS: Record<UrlCheck["verdict"], { tone: "ok" | "warn" | "bad"; title: string }> = {
  verifies: { tone: "ok", title: "It works and wants a signature" },
  accepts_unsigned: { tone: "warn", title: "It works, but takes unsigned requests" },
  failing: { tone: "bad", title: "It can be reached, but deliveries would fail" },
  unreachable: { tone: "bad", title: "It cannot be reached" },
  blocked: { tone: "bad", title: "Blocked: nothing was sent" },
};

const PHASES = [
  ["dnsMs", "DNS"],
  ["tcpMs", "Connect"],
  ["tlsMs", "TLS"],
  ["ttfbMs", "First byte"],
  ["downloadMs", "Download"],
  ["totalMs", "Total"],
] as const;

/** What became of a check of a URL. What the receiver said is shown as text only. */
export function UrlCheckResult({
  result,
  url,
  onUseUrl,
}: {
  result: UrlCheck;
  url: string;
  onUseUrl: (url: string) => void;
}) {
  const { tone, title } = VERDICTS[result.verdict];
  const { cause, phases, certificate, response } = result;
  const target = redirectTarget(response?.location ?? null, url);
  return (
    <Alert tone={tone} title={title}>
      <div className="flex min-w-0 flex-col gap-3">
        <p>{result.summary}</p>
        {cause !== null && (
          <div>
            {cause.evidence.map((line) => (
              <p key={line} className="text-[0.8125rem] wrap-anywhere text-muted">
                {line}
              </p>
            ))}
            <p className="mt-1">{cause.hint}</p>
          </div>
        )}
        {target !== null && (
          <div className="flex flex-wrap items-center gap-2">
            <code className="font-mono text-[0.8125rem] wrap-anywhere">{target}</code>
            <Button size="sm" variant="secondary" onClick={() => onUseUrl(target)}>
              Use this URL
            </Button>
          </div>
        )}
        {phases !== null && (
          <dl className="grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-x-3 gap-y-2">
            {PHASES.map(([key, label]) => (
              <div key={key}>
                <dt className="text-[0.8125rem] text-muted">{label}</dt>
                <dd className="font-mono text-[0.8125rem]">
                  <Duration ms={phases[key]} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {result.remoteAddress !== null && (
          <p className="text-[0.8125rem] text-muted">
            {[result.remoteAddress, result.protocol, result.tlsVersion].filter((part) => part !== null).join(" · ")}
          </p>
        )}
        {certificate !== null && <CertificateFacts certificate={certificate} />}
        {response !== null && <ResponseFacts response={response} />}
      </div>
    </Alert>
  );
}

function CertificateFacts({ certificate }: { certificate: NonNullable<UrlCheck["certificate"]> }) {
  const names = certificate.names.length === 0 ? certificate.subject : certificate.names.join(", ");
  return (
    <p className="text-[0.8125rem] wrap-anywhere text-muted">
      Certificate for {names}, issued by {certificate.issuer}, valid until <Time iso={certificate.validTo} />.
    </p>
  );
}

function ResponseFacts({ response }: { response: NonNullable<UrlCheck["response"]> }) {
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-[0.8125rem] font-medium">
        Answer: status {response.status}, {response.headers.length} headers
      </summary>
      <ScrollRegion
        label="Answer of the receiver"
        className="mt-2 max-h-64 rounded-md border border-border bg-surface wrap-anywhere whitespace-pre-wrap"
      >
        {response.headers.map(([name, value]) => `${name}: ${value}\n`).join("")}
        {"\n"}
        {response.bodyEncoding === "base64" ? "(binary body)" : response.body}
        {response.bodyTruncated ? "…" : ""}
      </ScrollRegion>
    </details>
  );
}

/** Where a redirect leads, as a whole URL; a location may be a path only. */
function redirectTarget(location: string | null, url: string): string | null {
  const target = location === null ? null : parseUrl(location, url);
  return target !== null && /^https?:$/.test(target.protocol) ? target.href : null;
}
