import clsx from "clsx";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { buttonClass, type Look } from "./button-class";

export { buttonClass } from "./button-class";

/** `busy` keeps the focus where it is while a request runs, which `disabled` would not. */
export function Button({
  variant,
  size,
  busy = false,
  className,
  children,
  ...props
}: ComponentProps<"button"> & Look & { busy?: boolean }) {
  return (
    <button
      type="button"
      {...props}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : props.onClick}
      className={clsx(buttonClass({ variant, size }), className)}
    >
      {busy && <LoaderCircle aria-hidden className="size-4 animate-spin" />}
      {children}
    </button>
  );
}
