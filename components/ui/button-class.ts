import clsx from "clsx";

const VARIANTS = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-control bg-surface text-foreground hover:bg-raised",
  ghost: "text-foreground hover:bg-raised",
  danger: "border border-bad bg-surface text-bad hover:bg-bad-soft",
};
const SIZES = { md: "min-h-10 px-4", sm: "min-h-8 px-3 text-[0.8125rem]" };

export type Look = { variant?: keyof typeof VARIANTS; size?: keyof typeof SIZES };

/** @returns the looks of a button, for a link that should have them. */
export function buttonClass({ variant = "primary", size = "md" }: Look = {}): string {
  return clsx(
    "inline-flex items-center justify-center gap-2 rounded-lg font-medium transition-colors",
    "cursor-pointer disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-progress",
    VARIANTS[variant],
    SIZES[size],
  );
}
