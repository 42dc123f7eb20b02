"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useLinks, useWorkspace } from "@/components/layout/workspace-context";
import { neighboursQuery } from "@/lib/client/delivery";
import { deliveryParams } from "@/lib/client/delivery-params";
import { DeliveryPanel } from "./delivery-panel";

/** A delivery on a page of its own. The filter of the list it was opened from stays in the address. */
export function DeliveryPage({ id }: { id: string }) {
  const { slug } = useWorkspace();
  const links = useLinks();
  const router = useRouter();
  const search = useSearchParams();
  const [params] = useQueryStates(deliveryParams);
  const neighbours = useQuery(neighboursQuery(slug, id, params));
  const navigate = (next: string) => {
    const kept = new URLSearchParams(search);
    for (const name of ["att", "d"]) kept.delete(name);
    router.push(`${links.delivery(next)}${kept.size === 0 ? "" : `?${kept}`}`);
  };
  return <DeliveryPanel id={id} variant="page" neighbours={neighbours.data} onNavigate={navigate} />;
}
