"use client";

import Link from "next/link";
import type { MouseEvent } from "react";
import { useLinks } from "@/components/layout/workspace-context";
import type { Delivery } from "@/lib/deliveries/schemas";
import { DELIVERY_STATUS_WORDS } from "./delivery-status";
import { useDeliveryList } from "./delivery-list-context";

/** The room that a list and a delivery beside it need. */
const DRAWER_MEDIA = "(min-width: 1024px)";

/** The whole row as one link: a plain click opens it beside the list where there is room, any other click as any link. */
export function RowLink({ row }: { row: Delivery }) {
  const links = useLinks();
  const { open } = useDeliveryList();
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!matchMedia(DRAWER_MEDIA).matches) return;
    event.preventDefault();
    open(row.id);
  };
  return (
    <Link
      href={links.delivery(row.id)}
      prefetch={false}
      data-row-link={row.id}
      onClick={onClick}
      aria-label={`${row.eventType} to ${row.webhookName}, ${DELIVERY_STATUS_WORDS[row.status].word}`}
      className="block truncate font-mono text-[0.8125rem] outline-none after:absolute after:inset-0 after:rounded-md focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      {row.eventType}
    </Link>
  );
}
