"use client";

import { parseAsInteger, parseAsStringLiteral, useQueryState } from "nuqs";

export const ATTEMPT_TABS = ["waterfall", "request", "response"] as const;
export type AttemptTab = (typeof ATTEMPT_TABS)[number];

/**
 * Which attempt is looked at and what of it: in the address, so that it can be linked to and Back leads back.
 * @param tabParam another name where `tab` means something else already.
 */
export function useAttemptView(tabParam = "tab") {
  const [number, setNumber] = useQueryState("att", parseAsInteger.withOptions({ history: "push" }));
  const [tab, setTab] = useQueryState(tabParam, parseAsStringLiteral(ATTEMPT_TABS).withOptions({ history: "push" }));
  return {
    number,
    tab: tab ?? "waterfall",
    setNumber: (next: number) => void setNumber(next),
    setTab: (next: AttemptTab) => void setTab(next),
  };
}
