import { DocsArticle } from "@/components/docs/docs-article";
import { DocsSection, DocsTable } from "@/components/docs/prose";
import { DELIVERY_STATUS_WORDS } from "@/components/deliveries/delivery-status";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { DeliveryStatus } from "@/lib/deliveries/schemas";

const DELIVERY: Record<DeliveryStatus, string> = {
  pending: "No attempt has been made yet, or one more was asked for by hand. It is due now or waits for its turn.",
  sending: "A request is on its way to the receiver at this moment.",
  retrying: "The last attempt failed and the next one is planned.",
  delivered: "An attempt was answered with a 2xx. This is an end.",
  failed:
    "The schedule is used up, the receiver answered 410, or the endpoint was disabled. This is an end, but it can be sent again.",
  cancelled: "Somebody stopped the retries, or the endpoint was deleted. This is an end.",
  held: "The endpoint or the whole queue is paused. It goes out when that is resumed.",
};

const word = (tone: BadgeTone, name: string, meaning: string) => ({
  key: name,
  cells: [
    <Badge key="badge" tone={tone}>
      {name}
    </Badge>,
    meaning,
  ],
});

const ATTEMPTS = [
  word("ok", "OK", "It was answered with a 2xx, whatever its body. A warning may stand beside it."),
  word("bad", "Failed", "It got another status, shown with its number, or no answer, shown with what was in the way."),
];

const ENDPOINTS = [
  word("ok", "Active", "Deliveries are sent."),
  word("paused", "Paused", "Events are accepted and deliveries made, but held until it is resumed."),
  word("off", "Disabled", "It gets no deliveries. Events that would have gone there say so."),
];

const HEALTH = [
  word("ok", "Healthy", "At least 99 % of the attempts of the last 24 hours were answered with a 2xx."),
  word("warn", "Degraded", "Fewer than 99 %, but at least half of them."),
  word("bad", "Failing", "Fewer than half of them, or the last five attempts all failed."),
  word("neutral", "Idle", "No attempt in 24 hours."),
];

export function StatusesPage() {
  const deliveries = (Object.keys(DELIVERY) as DeliveryStatus[]).map((status) =>
    word(DELIVERY_STATUS_WORDS[status].tone, DELIVERY_STATUS_WORDS[status].word, DELIVERY[status]),
  );
  return (
    <DocsArticle slug="statuses">
      <DocsSection id="deliveries" title="Of a delivery">
        <p>
          A delivery is one event on its way to one endpoint. It has one status, however many attempts it takes: a
          delivery whose first attempt failed may well be delivered.
        </p>
        <DocsTable caption="Statuses of a delivery" head={["Status", "What it means"]} rows={deliveries} />
      </DocsSection>
      <DocsSection id="attempts" title="Of an attempt">
        <p>An attempt is one request. It either worked or it did not.</p>
        <DocsTable caption="Outcomes of an attempt" head={["Outcome", "What it means"]} rows={ATTEMPTS} />
      </DocsSection>
      <DocsSection id="endpoints" title="Of an endpoint">
        <DocsTable caption="Statuses of an endpoint" head={["Status", "What it means"]} rows={ENDPOINTS} />
      </DocsSection>
      <DocsSection id="health" title="Health">
        <p>How an active endpoint does, by its attempts of the last 24 hours.</p>
        <DocsTable caption="Health of an endpoint" head={["Health", "What it means"]} rows={HEALTH} />
      </DocsSection>
    </DocsArticle>
  );
}
