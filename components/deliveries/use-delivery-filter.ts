"use client";

import { useQueryStates } from "nuqs";
import { useCallback, useMemo } from "react";
import { type DeliveryParams, deliveryParams, NO_DELIVERY_FILTER } from "@/lib/client/delivery-params";
import { FILTER_NAMES, type FilterName } from "@/lib/client/filter-words";

export type DeliveryFilterState = {
  /** The whole filter, a fixed endpoint included. */
  params: DeliveryParams;
  /** Filters that are set and can be taken away. */
  active: FilterName[];
  hasSpan: boolean;
  set: (change: Partial<DeliveryParams>) => void;
  clear: () => void;
};

const NAMES = Object.keys(FILTER_NAMES) as FilterName[];

/** The filter that the page's address says. A change replaces the address: Back leaves the page, not a filter. */
export function useDeliveryFilter(webhookId?: string): DeliveryFilterState {
  const [own, setOwn] = useQueryStates(deliveryParams, { history: "replace", scroll: false });
  const params = useMemo(() => (webhookId === undefined ? own : { ...own, webhook: [webhookId] }), [own, webhookId]);
  const set = useCallback((change: Partial<DeliveryParams>) => void setOwn(change), [setOwn]);
  const clear = useCallback(() => void setOwn(NO_DELIVERY_FILTER), [setOwn]);
  return {
    params,
    active: NAMES.filter((name) => own[name] !== null && !(name === "webhook" && webhookId !== undefined)),
    hasSpan: own.range !== null || own.from !== null || own.to !== null,
    set,
    clear,
  };
}
