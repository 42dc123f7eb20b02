import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode, Ref } from "react";

const TONES = {
  ok: { Icon: CircleCheck, look: "border-ok/40 bg-ok-soft text-ok" },
  warn: { Icon: TriangleAlert, look: "border-warn/40 bg-warn-soft text-warn" },
  bad: { Icon: CircleAlert, look: "border-bad/40 bg-bad-soft text-bad" },
  info: { Icon: Info, look: "border-info/40 bg-info-soft text-info" },
};

/** A message that is read out when it appears. Give `ref` and focus it when it follows what somebody did. */
export function Alert({
  tone,
  title,
  children,
  ref,
}: {
  tone: keyof typeof TONES;
  title?: string;
  children?: ReactNode;
  ref?: Ref<HTMLDivElement>;
}) {
  const { Icon, look } = TONES[tone];
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role={tone === "bad" ? "alert" : "status"}
      className={clsx("flex items-start gap-2.5 rounded-lg border px-3.5 py-3", look)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 text-foreground">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children}
      </div>
    </div>
  );
}
