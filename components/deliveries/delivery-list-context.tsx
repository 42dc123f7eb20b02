"use client";

import { createContext, useContext } from "react";
import type { Delivery } from "@/lib/deliveries/schemas";

/** What a row of the list can do. The same object from render to render: every row depends on it. */
export type DeliveryListActions = {
  retry: (row: Delivery) => void;
  /** Shows it beside the list; undefined where there is no room, and the row is a link. */
  open: (id: string) => void;
  toggle: (row: Delivery, toRow: boolean) => void;
};

const DeliveryListContext = createContext<DeliveryListActions | undefined>(undefined);
export const DeliveryListProvider = DeliveryListContext.Provider;

const IsSelectedContext = createContext(false);
export const IsSelectedProvider = IsSelectedContext.Provider;

/** @returns whether the row that this is a part of is ticked. */
export const useIsSelected = () => useContext(IsSelectedContext);

export function useDeliveryList(): DeliveryListActions {
  const value = useContext(DeliveryListContext);
  if (value === undefined) throw new Error("This part of a row belongs into a list of deliveries.");
  return value;
}
