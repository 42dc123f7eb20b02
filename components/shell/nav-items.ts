import {
  Activity,
  BookOpen,
  Inbox,
  KeyRound,
  LayoutDashboard,
  ListTree,
  type LucideIcon,
  Radio,
  Send,
  Settings,
  Waypoints,
} from "lucide-react";
import type { Links } from "@/lib/client/links";

export type NavItem = { label: string; href: string; Icon: LucideIcon; keys: string; badge?: "endpoints" | "queue" };

/** The places of a workspace, in the order of the sidebar, with the keys that lead there. */
export function navItems(links: Links): { label: string; items: NavItem[] }[] {
  return [
    {
      label: "Watch",
      items: [
        { label: "Overview", href: links.overview, Icon: LayoutDashboard, keys: "g>o" },
        { label: "Deliveries", href: links.deliveries(), Icon: Send, keys: "g>d" },
        { label: "Events", href: links.events(), Icon: Activity, keys: "g>m" },
        { label: "Queue", href: links.queue, Icon: Waypoints, keys: "g>q", badge: "queue" },
      ],
    },
    {
      label: "Set up",
      items: [
        { label: "Endpoints", href: links.endpoints, Icon: Radio, keys: "g>e", badge: "endpoints" },
        { label: "Event types", href: links.eventTypes, Icon: ListTree, keys: "g>t" },
        { label: "Inbox", href: links.inboxes, Icon: Inbox, keys: "g>i" },
        { label: "API keys", href: links.apiKeys, Icon: KeyRound, keys: "g>k" },
      ],
    },
    {
      label: "More",
      items: [
        { label: "Docs", href: links.docs(), Icon: BookOpen, keys: "g>h" },
        { label: "Settings", href: links.settings(), Icon: Settings, keys: "g>s" },
      ],
    },
  ];
}

/** @returns whether the page at `pathname` belongs to the item. */
export function isUnder(pathname: string, item: NavItem, links: Links): boolean {
  if (item.href === links.overview) return pathname === item.href;
  const root = item.label === "Settings" ? links.settings().replace(/\/general$/, "") : item.href;
  return pathname === root || pathname.startsWith(`${root}/`);
}
