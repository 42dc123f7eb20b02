import { DocsArticle } from "@/components/docs/docs-article";
import { DocsList, DocsSection, Mono } from "@/components/docs/prose";
import { RetryTimeline } from "@/components/endpoints/retry-timeline";
import { TextLink } from "@/components/layout/text-link";
import type { Links } from "@/lib/client/links";
import { DEFAULT_RETRY_SCHEDULE_MS, RETRY_SCHEDULE_LIMITS } from "@/lib/retry/policy";

export function RetriesPage({ links }: { links: Links }) {
  return (
    <DocsArticle slug="retries">
      <DocsSection id="schedule" title="The schedule">
        <p>The first attempt is made at once. When it fails, the delivery is retrying, and goes on like this:</p>
        <div className="rounded-lg border border-border bg-surface p-4">
          <RetryTimeline scheduleMs={DEFAULT_RETRY_SCHEDULE_MS} />
        </div>
        <DocsList>
          <li>Each delay varies by up to 20 %, so that a thousand failures do not come back in the same second.</li>
          <li>
            An endpoint may have a schedule of its own, of up to {RETRY_SCHEDULE_LIMITS.stepsMax} delays from one second
            to seven days.
          </li>
          <li>After the last attempt the delivery is failed. It can still be sent again by hand.</li>
          <li>What every attempt sends is the same: the body never changes, only timestamp and signature do.</li>
        </DocsList>
      </DocsSection>
      <DocsSection id="retry-after" title="Retry-After">
        <p>
          A receiver that answers 429 or 503 may say with <Mono>Retry-After</Mono>, in seconds or as a date, when to
          come again. The next attempt then waits that long, but never shorter than the schedule says, and at most 24
          hours. To be called less often at all, set the endpoint's rate limit.
        </p>
      </DocsSection>
      <DocsSection id="disabled" title="When an endpoint is disabled">
        <DocsList>
          <li>An answer of 410 Gone disables it at once: the receiver has unsubscribed.</li>
          <li>
            When every delivery has failed for five days running, it is disabled. Owners are warned two days before, in
            the workspace, by mail where a mail server is set, and by the event <Mono>webhook.failing</Mono>.
          </li>
          <li>
            What is open then ends as failed. Enable the endpoint again, and send what failed meanwhile once more from
            its page.
          </li>
          <li>
            Before that, an endpoint that fails again and again is called less often: after some failures in a row only
            one delivery is tried at a time, until one succeeds.
          </li>
        </DocsList>
      </DocsSection>
      <DocsSection id="by-hand" title="Sending again by hand">
        <DocsList>
          <li>
            Resend makes one more attempt at a <TextLink href={links.deliveries()}>delivery</TextLink>, whatever its
            status, and leaves the schedule as it is.
          </li>
          <li>
            Select deliveries, or everything a filter matches, to send many again. The job shows its progress and can be
            stopped.
          </li>
          <li>
            Replay sends an <TextLink href={links.events()}>event</TextLink> as new deliveries, under the same event id,
            to every endpoint that is subscribed now.
          </li>
        </DocsList>
      </DocsSection>
    </DocsArticle>
  );
}
