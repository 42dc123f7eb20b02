import clsx from "clsx";
import { Ban, CircleCheck, CircleDashed, CircleDotDashed, CirclePause, CircleX, TriangleAlert } from "lucide-react";

const TONES = {
  ok: { Icon: CircleCheck, look: "bg-ok-soft text-ok" },
  warn: { Icon: TriangleAlert, look: "bg-warn-soft text-warn" },
  bad: { Icon: CircleX, look: "bg-bad-soft text-bad" },
  paused: { Icon: CirclePause, look: "bg-info-soft text-info" },
  active: { Icon: CircleDotDashed, look: "bg-accent-soft text-accent" },
  off: { Icon: Ban, look: "bg-raised text-muted" },
  neutral: { Icon: CircleDashed, look: "bg-raised text-muted" },
};

export type BadgeTone = keyof typeof TONES;

/** A state as an icon and a word: the colour alone says nothing. */
export function Badge({ tone, children }: { tone: BadgeTone; children: string }) {
  const { Icon, look } = TONES[tone];
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1.5 rounded-md px-2 py-0.5 text-[0.8125rem] font-medium whitespace-nowrap",
        look,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {children}
    </span>
  );
}
