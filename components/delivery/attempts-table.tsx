"use client";

import clsx from "clsx";
import { AttemptOutcome } from "@/components/deliveries/attempt-outcome";
import { formatBytes } from "@/components/values/bytes";
import { Duration } from "@/components/values/duration";
import { Time } from "@/components/values/time";
import type { Attempt, DeliveryDetail } from "@/lib/deliveries/schemas";
import { ActorLine } from "./actor-line";

const WIDE = "hidden @2xl:table-cell";
const WIDER = "hidden @4xl:table-cell";

export function AttemptsTable({
  delivery,
  selected,
  onSelect,
}: {
  delivery: DeliveryDetail;
  selected: Attempt;
  onSelect: (number: number) => void;
}) {
  const { attempts, attemptCount } = delivery;
  return (
    <div className="@container">
      <div className="max-h-96 overflow-auto print:max-h-none">
        <table className="w-full text-left">
          <caption className="sr-only">Attempts, the latest first</caption>
          <thead className="sticky top-0 z-10 bg-raised text-[0.8125rem] text-muted">
            <tr>
              {[
                ["#", ""],
                ["Result", ""],
                ["Started", ""],
                ["Trigger", WIDE],
                ["Time", "text-right"],
                ["Size", clsx("text-right", WIDE)],
                ["Address", WIDER],
                ["Worker", WIDER],
              ].map(([name, look]) => (
                <th key={name} scope="col" className={clsx("px-3 py-1.5 font-medium first:pl-6", look)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-border">
            {[...attempts].reverse().map((attempt) => (
              <AttemptRow key={attempt.id} attempt={attempt} isSelected={attempt === selected} onSelect={onSelect} />
            ))}
          </tbody>
        </table>
      </div>
      {attemptCount > attempts.length && (
        <p className="border-t border-border px-4 py-2 text-[0.8125rem] text-muted">
          The newest {attempts.length} of {attemptCount} attempts are shown.
        </p>
      )}
    </div>
  );
}

function AttemptRow({
  attempt,
  isSelected,
  onSelect,
}: {
  attempt: Attempt;
  isSelected: boolean;
  onSelect: (number: number) => void;
}) {
  const { number, startedAt, ok, statusCode, cause, totalMs, response, remoteAddress, workerId, trigger } = attempt;
  return (
    <tr className={clsx("relative", isSelected ? "bg-accent-soft" : "hover:bg-raised")}>
      <td className="py-2 pr-3 pl-4">
        <button
          type="button"
          aria-label={`Attempt ${number}`}
          aria-pressed={isSelected}
          onClick={() => onSelect(number)}
          // The whole row can be pressed.
          className="min-h-6 min-w-6 cursor-pointer font-medium after:absolute after:inset-0"
        >
          {number}
        </button>
      </td>
      <td className="px-3 py-2">
        <AttemptOutcome ok={ok} statusCode={statusCode} cause={cause?.cause ?? null} />
      </td>
      <td className="px-3 py-2 whitespace-nowrap">
        <span className="relative z-1 hidden @lg:inline">
          <Time iso={startedAt} />
        </span>
        <span className="relative z-1 @lg:hidden">
          <Time iso={startedAt} part="clock" />
        </span>
      </td>
      <td className={clsx("px-3 py-2 text-muted", WIDE)}>
        {trigger === "schedule" ? (
          "Schedule"
        ) : (
          <div className="relative z-1">
            <ActorLine {...attempt} />
          </div>
        )}
      </td>
      <td className="px-3 py-2 text-right whitespace-nowrap">
        <Duration ms={totalMs} />
      </td>
      <td className={clsx("px-3 py-2 text-right whitespace-nowrap", WIDE)}>
        {response === null ? "–" : formatBytes(response.bodyBytes)}
      </td>
      <td className={clsx("px-3 py-2 font-mono text-[0.8125rem]", WIDER)}>{remoteAddress ?? "–"}</td>
      <td className={clsx("max-w-32 truncate px-3 py-2 font-mono text-[0.8125rem] text-muted", WIDER)} title={workerId}>
        {workerId}
      </td>
    </tr>
  );
}
