"use client";

import { useRouter } from "next/navigation";
import { useShortcut } from "@/components/layout/shortcuts";
import { useLinks } from "@/components/layout/workspace-context";
import { type NavItem, navItems } from "./nav-items";

/** The keys that lead to the places of the sidebar. */
export function NavShortcuts() {
  const items = navItems(useLinks()).flatMap((group) => group.items);
  return items.map((item) => <NavShortcut key={item.href} item={item} />);
}

function NavShortcut({ item }: { item: NavItem }) {
  const router = useRouter();
  useShortcut(item.keys, item.label, () => router.push(item.href), { group: "Go to" });
  return null;
}
