"use client";

import clsx from "clsx";
import {
  Ban,
  Check,
  CircleDot,
  CircleStop,
  Clock,
  Inbox,
  LoaderCircle,
  type LucideIcon,
  MoreVertical,
  Route,
  X,
} from "lucide-react";
import type { ReactNode } from "react";
import { Countdown } from "@/components/values/countdown";
import { Duration } from "@/components/values/duration";
import { Time } from "@/components/values/time";
import type { DeliveryDetail } from "@/lib/deliveries/schemas";
import { ActorLine } from "./actor-line";
import type { TimelineItem } from "./timeline-items";

type Look = { Icon: LucideIcon; look: string; title: ReactNode; detail?: ReactNode; time?: ReactNode };

export function TimelineEntry({
  item,
  delivery,
  onAttempt,
}: {
  item: TimelineItem;
  delivery: DeliveryDetail;
  onAttempt: (number: number) => void;
}) {
  const { Icon, look, title, detail, time } = lookOf(item, delivery, onAttempt);
  return (
    <div className="flex items-start gap-3">
      <span className={clsx("grid size-6 shrink-0 place-items-center rounded-full border", look)}>
        <Icon aria-hidden className={clsx("size-3.5", item.type === "sending" && "animate-spin")} />
      </span>
      <div className="min-w-0 pt-0.5">
        <p className="font-medium">{title}</p>
        {detail !== undefined && <div className="text-[0.8125rem] text-muted wrap-anywhere">{detail}</div>}
        {time !== undefined && <p className="text-[0.8125rem] text-muted">{time}</p>}
      </div>
    </div>
  );
}

const PLAIN = "border-border bg-surface text-muted";
const ENDINGS = {
  delivered: { Icon: Check, look: "border-ok/40 bg-ok-soft text-ok", title: "Delivered" },
  exhausted: { Icon: CircleStop, look: "border-bad/40 bg-bad-soft text-bad", title: "Failed: all attempts used up" },
  given_up: { Icon: CircleStop, look: "border-bad/40 bg-bad-soft text-bad", title: "Failed: not tried again" },
  cancelled: { Icon: Ban, look: PLAIN, title: "Cancelled" },
};

function lookOf(item: TimelineItem, delivery: DeliveryDetail, onAttempt: (number: number) => void): Look {
  const time = item.atMs === null ? undefined : <Time iso={new Date(item.atMs).toISOString()} />;
  switch (item.type) {
    case "accepted":
      return {
        Icon: Inbox,
        look: PLAIN,
        title: "Event accepted",
        detail: item.idempotencyKey === null ? undefined : <>Idempotency key {item.idempotencyKey}</>,
        time,
      };
    case "created":
      return { Icon: Route, look: PLAIN, ...createdOf(delivery), time };
    case "earlier":
      return { Icon: MoreVertical, look: PLAIN, title: `${item.count} earlier attempts` };
    case "attempt": {
      const { attempt } = item;
      const { number, ok, statusCode, cause, totalMs, startedAt } = attempt;
      const isWarning = ok && cause !== null;
      return {
        Icon: ok ? Check : X,
        look: isWarning
          ? "border-warn/40 bg-warn-soft text-warn"
          : ok
            ? "border-ok/40 bg-ok-soft text-ok"
            : "border-bad/40 bg-bad-soft text-bad",
        title: (
          <button
            type="button"
            onClick={() => onAttempt(number)}
            className="min-h-6 cursor-pointer text-left hover:text-accent hover:underline"
          >
            Attempt {number}: {ok ? "OK" : "failed"} {statusCode ?? ""}
          </button>
        ),
        detail: (
          <>
            {cause !== null && <p>{cause.title}</p>}
            <ActorLine
              trigger={attempt.trigger}
              actorName={attempt.actorName}
              actor={attempt.actor}
              bulkJobId={attempt.bulkJobId}
            />
          </>
        ),
        time: (
          <>
            <Time iso={startedAt} />, <Duration ms={totalMs} />
          </>
        ),
      };
    }
    case "sending":
      return {
        Icon: LoaderCircle,
        look: "border-accent/40 bg-accent-soft text-accent",
        title: `Attempt ${item.number} is on the wire`,
        detail: <ActorLine {...item.plan} />,
      };
    case "waiting":
      return {
        Icon: Clock,
        look: "border-dashed border-control bg-surface text-muted",
        title:
          delivery.status === "held" ? (
            `Attempt ${item.number} is held`
          ) : (
            <>
              Attempt {item.number} in <Countdown to={item.plan.plannedFor} />
            </>
          ),
        detail: <ActorLine {...item.plan} />,
        time,
      };
    case "ended":
      return { ...ENDINGS[item.ending], time, detail: item.ending === "cancelled" ? byWhom(delivery) : undefined };
    default: {
      const unknown: never = item;
      return { Icon: CircleDot, look: PLAIN, title: String(unknown) };
    }
  }
}

function createdOf({ trigger, matched, startedBy, eventType }: DeliveryDetail): { title: string; detail?: ReactNode } {
  const by = startedBy?.actorName ?? null;
  const who = by === null ? undefined : <bdi>By {by}</bdi>;
  if (trigger === "test") return { title: "Sent as a test", detail: who };
  if (trigger === "replay") return { title: "Replayed to this endpoint", detail: who };
  return {
    title: "Matched this endpoint",
    detail:
      matched === null
        ? "It no longer subscribes to this type."
        : matched === eventType
          ? `Subscribed to ${matched}`
          : `Subscribed to ${matched}, which means ${eventType} too`,
  };
}

function byWhom({ state }: DeliveryDetail): ReactNode {
  return state === null || state.actorName === null ? undefined : <bdi>By {state.actorName}</bdi>;
}
