"use client";

import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { ArrowRight, Search, Zap } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useDebounce } from "use-debounce";
import { usePaletteActions } from "@/components/layout/palette-actions";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { BareDialog } from "@/components/ui/bare-dialog";
import { linkOfId } from "@/lib/client/links";
import { findWebhooksQuery } from "@/lib/client/workspace-state";
import { navItems } from "./nav-items";
import { ShortcutKeys } from "./shortcut-keys";

const TYPING_MS = 200;

const ITEM =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 data-[disabled=true]:opacity-60 data-[selected=true]:bg-accent-soft";

/** Everything that can be reached or done, by typing a part of its name, an id or a host. */
export function PaletteDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState("");
  const [settled] = useDebounce(text.trim(), TYPING_MS);
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const { actions } = usePaletteActions();
  const target = linkOfId(links, text);
  const found = useQuery({
    ...findWebhooksQuery(slug, settled),
    enabled: settled.length > 1 && linkOfId(links, settled) === undefined,
  });
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  return (
    <BareDialog label="Search and go to" onClose={onClose}>
      <Command loop label="Search and go to" shouldFilter={target === undefined}>
        <div className="flex items-center gap-2.5 border-b border-border px-4">
          <Search aria-hidden className="size-4 shrink-0 text-muted" />
          <Command.Input
            data-autofocus
            value={text}
            onValueChange={setText}
            placeholder="A page, an action, a host, or an id such as dlv_…"
            className="min-h-12 w-full bg-transparent outline-none placeholder:text-muted"
          />
        </div>
        <Command.List className="max-h-[min(24rem,60dvh)] overflow-y-auto p-2">
          {target !== undefined ? (
            <Item
              onSelect={() => go(target)}
              value={text}
              icon={<ArrowRight aria-hidden className="size-4 text-muted" />}
            >
              Go to <code className="font-mono">{text.trim()}</code>
            </Item>
          ) : (
            <>
              <Command.Empty className="px-2.5 py-6 text-center text-muted">
                {found.isFetching ? "Searching…" : `Nothing is called “${text}”. Paste a whole id to jump to it.`}
              </Command.Empty>
              {actions.length > 0 && (
                <Group heading="On this page">
                  {actions.map(({ id, label, keywords, run }) => (
                    <Item
                      key={id}
                      value={`${label} ${id}`}
                      keywords={keywords}
                      icon={<Zap aria-hidden className="size-4 text-muted" />}
                      onSelect={() => {
                        onClose();
                        run();
                      }}
                    >
                      {label}
                    </Item>
                  ))}
                </Group>
              )}
              <Group heading="Go to">
                {navItems(links)
                  .flatMap(({ items }) => items)
                  .map(({ label, href, Icon, keys }) => (
                    <Item
                      key={href}
                      value={label}
                      icon={<Icon aria-hidden className="size-4 text-muted" />}
                      onSelect={() => go(href)}
                      hint={<ShortcutKeys keys={keys} />}
                    >
                      {label}
                    </Item>
                  ))}
              </Group>
              {(found.data?.data.length ?? 0) > 0 && (
                <Group heading="Endpoints">
                  {found.data?.data.map(({ id, name, url }) => (
                    <Item
                      key={id}
                      value={`${name} ${url} ${id}`}
                      icon={<ArrowRight aria-hidden className="size-4 text-muted" />}
                      onSelect={() => go(links.endpoint(id))}
                    >
                      <bdi>{name}</bdi> <span className="text-muted">{url}</span>
                    </Item>
                  ))}
                </Group>
              )}
            </>
          )}
        </Command.List>
      </Command>
    </BareDialog>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="mb-1 **:[[cmdk-group-heading]]:px-2.5 **:[[cmdk-group-heading]]:py-1 **:[[cmdk-group-heading]]:text-[0.8125rem] **:[[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

function Item({
  value,
  keywords,
  icon,
  hint,
  onSelect,
  children,
}: {
  value: string;
  keywords?: string[];
  icon: ReactNode;
  hint?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item value={value} keywords={keywords} onSelect={onSelect} className={ITEM}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint}
    </Command.Item>
  );
}
