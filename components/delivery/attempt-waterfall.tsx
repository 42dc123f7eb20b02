"use client";

import clsx from "clsx";
import { ShieldCheck } from "lucide-react";
import { useNow } from "@/components/layout/now";
import { Duration } from "@/components/values/duration";
import { Time } from "@/components/values/time";
import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import type { Attempt } from "@/lib/deliveries/schemas";
import { type PhaseKey, phasesOf } from "./waterfall-phases";

const BARS: Record<PhaseKey, string> = {
  dns: "bg-chart-5",
  tcp: "bg-chart-2",
  tls: "bg-info",
  overhead: "bg-control",
  ttfb: "bg-accent",
  download: "bg-chart-1",
};
/** The time limit is drawn where it is near enough to be compared with. */
const LIMIT_IN_VIEW = 4;
const EXPIRES_SOON_MS = 14 * DAY_MS;

/** Where the time of an attempt went: a table, whose last column draws it. */
export function AttemptWaterfall({ attempt, timeoutMs }: { attempt: Attempt; timeoutMs: number }) {
  const { phases, totalMs, remoteAddress, request, response } = attempt;
  const steps = phasesOf(attempt);
  const showsLimit = totalMs * LIMIT_IN_VIEW >= timeoutMs;
  const scaleMs = Math.max(showsLimit ? timeoutMs : 0, totalMs, 1);
  const share = (ms: number) => `${(ms / scaleMs) * 100}%`;
  return (
    <div className="@container flex flex-col gap-4">
      <table className="w-full text-left">
        <caption className="sr-only">Steps of attempt {attempt.number}</caption>
        <thead className="text-[0.8125rem] text-muted">
          <tr>
            <th scope="col" className="py-1 pr-3 font-medium">
              Step
            </th>
            <th scope="col" className="px-3 py-1 text-right font-medium">
              From
            </th>
            <th scope="col" className="px-3 py-1 text-right font-medium">
              Time
            </th>
            <td aria-hidden className="hidden w-3/5 @md:table-cell" />
          </tr>
        </thead>
        <tbody>
          {phases.queueWaitMs !== null && (
            <tr className="text-muted">
              <th scope="row" className="py-1 pr-3 font-normal">
                In the queue before
              </th>
              <td className="px-3 py-1 text-right">–</td>
              <td className="px-3 py-1 text-right whitespace-nowrap">
                <Duration ms={phases.queueWaitMs} />
              </td>
              <td aria-hidden className="hidden py-1 pl-3 text-[0.8125rem] @md:table-cell">
                not part of the total
              </td>
            </tr>
          )}
          {steps.map(({ key, label, startMs, ms, unfinished }) => (
            <tr key={key} data-phase={key} data-ms={ms}>
              <th scope="row" className="py-1 pr-3 font-normal">
                {label}
                {unfinished && <span className="text-bad"> (ended here)</span>}
              </th>
              <td className="px-3 py-1 text-right whitespace-nowrap text-muted">
                <Duration ms={startMs} />
              </td>
              <td className="px-3 py-1 text-right whitespace-nowrap">
                <Duration ms={ms} />
              </td>
              <td aria-hidden className="hidden py-1 pl-3 @md:table-cell">
                <div className="relative h-4 rounded-sm bg-raised">
                  <div
                    className={clsx("absolute h-full min-w-0.5 rounded-sm", unfinished ? "bg-bad" : BARS[key])}
                    style={{ left: share(startMs), width: share(ms) }}
                  />
                  {showsLimit && (
                    <div
                      className="absolute -inset-y-1 border-l-2 border-dashed border-bad"
                      style={{ left: `calc(${share(timeoutMs)} - 2px)` }}
                    />
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t border-border font-medium" data-total={totalMs}>
            <th scope="row" className="py-1.5 pr-3 font-medium">
              Total
            </th>
            <td className="px-3 py-1.5 text-right text-muted">–</td>
            <td className="px-3 py-1.5 text-right whitespace-nowrap">
              <Duration ms={totalMs} />
            </td>
            <td className="hidden pl-3 text-right text-[0.8125rem] font-normal text-muted @md:table-cell">
              Time limit of the endpoint: <Duration ms={timeoutMs} />
            </td>
          </tr>
        </tfoot>
      </table>
      {phases.reusedConnection && (
        <p className="text-muted">
          Sent over a connection that was open from an earlier attempt: no look-up, connection and handshake were
          needed.
        </p>
      )}
      <dl className="grid gap-x-6 gap-y-2 border-t border-border pt-3 @md:grid-cols-2">
        {[
          ["Remote address", remoteAddress ?? "None was reached"],
          ["Protocol", protocolOf(phases)],
          ["Sent to", request.url],
          ["Answer", response === null ? "None" : `${attempt.statusCode}`],
        ].map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-[0.8125rem] text-muted">{name}</dt>
            <dd className="font-mono text-[0.8125rem] wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {phases.certificate !== null && <CertificateFacts certificate={phases.certificate} />}
    </div>
  );
}

function protocolOf({ protocol, tlsVersion }: Attempt["phases"]): string {
  if (protocol === null) return "None: no connection came about";
  return tlsVersion === null ? protocol : `${protocol} over ${tlsVersion}`;
}

function CertificateFacts({ certificate }: { certificate: NonNullable<Attempt["phases"]["certificate"]> }) {
  const leftMs = Date.parse(certificate.validTo) - useNow(HOUR_MS);
  const isSoon = leftMs < EXPIRES_SOON_MS;
  return (
    <div
      className={clsx(
        "flex items-start gap-2 rounded-lg border px-3.5 py-2.5",
        isSoon ? "border-warn/40 bg-warn-soft" : "border-border",
      )}
    >
      <ShieldCheck aria-hidden className={clsx("mt-0.5 size-4 shrink-0", isSoon ? "text-warn" : "text-muted")} />
      <p className="min-w-0 wrap-anywhere">
        Certificate of {certificate.subject}, issued by {certificate.issuer}, valid until{" "}
        <Time iso={certificate.validTo} />.
        {isSoon && <strong className="font-medium">{leftMs < 0 ? " It has expired." : " It expires soon."}</strong>}
      </p>
    </div>
  );
}
