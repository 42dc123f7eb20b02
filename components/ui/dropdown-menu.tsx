"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";

const PANEL =
  "z-40 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 overflow-y-auto rounded-lg border border-border bg-surface p-1 text-foreground shadow-lg";
const ITEM =
  "flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-md px-2.5 py-1 text-left outline-none data-highlighted:bg-raised data-disabled:cursor-not-allowed data-disabled:opacity-60";

/** A menu at a button. `trigger` must be one button. The page behind stays usable. */
export function DropdownMenu({
  trigger,
  align = "end",
  children,
}: {
  trigger: ReactNode;
  align?: "start" | "end";
  children: ReactNode;
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align={align} sideOffset={6} collisionPadding={8} className={PANEL}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** `disabledReason` says under the label why it cannot be chosen. */
export function MenuItem({
  icon,
  danger = false,
  disabledReason,
  onSelect,
  children,
}: {
  icon?: ReactNode;
  danger?: boolean;
  disabledReason?: string;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Radix.Item
      disabled={disabledReason !== undefined}
      onSelect={onSelect}
      className={clsx(ITEM, danger && "text-bad")}
    >
      {icon}
      <span className="min-w-0">
        {children}
        {disabledReason !== undefined && <span className="block text-[0.8125rem] text-muted">{disabledReason}</span>}
      </span>
    </Radix.Item>
  );
}

export function MenuLink({
  href,
  icon,
  current = false,
  children,
}: {
  href: string;
  icon?: ReactNode;
  current?: boolean;
  children: ReactNode;
}) {
  return (
    <Radix.Item asChild>
      <Link href={href} className={ITEM} aria-current={current ? "true" : undefined}>
        {icon}
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {current && <Check aria-hidden className="size-4 shrink-0 text-accent" />}
      </Link>
    </Radix.Item>
  );
}

/** An item that is on or off; the menu stays open. */
export function MenuCheckbox({
  checked,
  onChange,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      className={ITEM}
    >
      <span className="grid size-4 shrink-0 place-items-center">
        <Radix.ItemIndicator>
          <Check aria-hidden className="size-4 text-accent" />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  );
}

/** One of several, of which one is chosen. */
export function MenuRadio<Value extends string>({
  value,
  options,
  onChange,
}: {
  value: Value;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
}) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as Value)}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={ITEM}>
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Radix.ItemIndicator>
            <Check aria-hidden className="size-4 text-accent" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2.5 py-1 text-[0.8125rem] text-muted">{children}</Radix.Label>
);
export const MenuSeparator = () => <Radix.Separator className="my-1 h-px bg-border" />;
