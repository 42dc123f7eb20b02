import clsx from "clsx";
import { CircleAlert, Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";

const TONES = {
  warn: { Icon: TriangleAlert, look: "border-warn/40 bg-warn-soft", icon: "text-warn" },
  bad: { Icon: CircleAlert, look: "border-bad/40 bg-bad-soft", icon: "text-bad" },
  info: { Icon: Info, look: "border-info/40 bg-info-soft", icon: "text-info" },
};

/** One line over every page about the workspace as a whole. */
export function Banner({
  tone,
  children,
  onDismiss,
}: {
  tone: keyof typeof TONES;
  children: ReactNode;
  onDismiss?: () => void;
}) {
  const { Icon, look, icon } = TONES[tone];
  return (
    <div className={clsx("flex items-start gap-2.5 border-b px-4 py-2 sm:px-6", look)}>
      <Icon aria-hidden className={clsx("mt-0.5 size-4 shrink-0", icon)} />
      <p className="min-w-0 flex-1">{children}</p>
      {onDismiss !== undefined && (
        <IconButton label="Put this notice away" className="-my-1.5" onClick={onDismiss}>
          <X aria-hidden className="size-4" />
        </IconButton>
      )}
    </div>
  );
}
