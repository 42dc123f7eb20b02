"use client";

import { type RefObject, useEffect, useRef } from "react";

/** @returns a ref for the field that has the focus first: the panel around it opened before its content was there. */
export function useFirstFocus(): RefObject<HTMLInputElement | null> {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
