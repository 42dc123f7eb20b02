import { CAUSE_GROUPS } from "@/components/docs/cause-groups";
import { causeChecks } from "@/components/docs/cause-checks";
import { DocsArticle } from "@/components/docs/docs-article";
import { DocsCode } from "@/components/docs/docs-code";
import { DocsList, DocsSection, Mono } from "@/components/docs/prose";
import { TextLink } from "@/components/layout/text-link";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { CAUSE_ADVICE } from "@/lib/egress/cause-advice";
import { type Cause, CAUSES, type CauseSeverity, type MaybeProcessed } from "@/lib/egress/cause-catalogue";
import type { Links } from "@/lib/client/links";

const SEVERITIES: Record<CauseSeverity, { tone: BadgeTone; word: string }> = {
  error: { tone: "bad", word: "Failed" },
  warning: { tone: "warn", word: "Warning" },
  notice: { tone: "neutral", word: "Not sent" },
};

const PROCESSED: Record<MaybeProcessed, string> = {
  no: "The receiver has not processed the event.",
  maybe: "The receiver may have processed the event.",
  yes: "The receiver has most likely processed the event.",
  unknown: "Whether the receiver processed the event cannot be told.",
};

export function CausesPage({ origin, links }: { origin: string; links: Links }) {
  const checks = causeChecks(origin);
  return (
    <DocsArticle slug="causes" contents={CAUSE_GROUPS}>
      <p>
        Each attempt that fails, or nearly does, gets one of these causes, with the observations that lead to it. The
        commands are for the endpoint <Mono>https://hooks.example.com/webhooks</Mono>: put your own in its place, and
        run them from outside of the receiver's network.
      </p>
      {CAUSE_GROUPS.map(({ id, title, about, causes }) => (
        <DocsSection key={id} id={id} title={title}>
          <p className="text-muted">{about}</p>
          <div className="grid grid-cols-1 gap-4">
            {causes.map((cause) => (
              <CauseEntry key={cause} cause={cause} check={checks[cause]} links={links} />
            ))}
          </div>
        </DocsSection>
      ))}
    </DocsArticle>
  );
}

function CauseEntry({ cause, check, links }: { cause: Cause; check: string; links: Links }) {
  const { title, severity, maybeProcessed } = CAUSES[cause];
  const { explanation, steps } = CAUSE_ADVICE[cause];
  const { tone, word } = SEVERITIES[severity];
  return (
    <section
      id={cause}
      aria-labelledby={`${cause}-title`}
      className="grid min-w-0 grid-cols-1 gap-3 rounded-lg border border-border bg-surface p-4 target:border-accent sm:p-5"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 id={`${cause}-title`} className="font-medium">
          <a href={`#${cause}`} className="rounded-sm hover:underline">
            {title}
          </a>
        </h3>
        <span className="flex flex-wrap items-center gap-2">
          <Mono>{cause}</Mono>
          <Badge tone={tone}>{word}</Badge>
        </span>
      </div>
      <p>{explanation}</p>
      <DocsList ordered>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </DocsList>
      <p className="text-muted">{PROCESSED[maybeProcessed]}</p>
      <DocsCode label="Check it from a shell" code={check} language="bash" />
      <p className="text-[0.8125rem] print:hidden">
        <TextLink href={links.deliveries({ err: cause, range: "30d" })}>Deliveries with this cause</TextLink>
      </p>
    </section>
  );
}
