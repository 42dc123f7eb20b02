"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { ToastProvider } from "@/components/ui/toast";
import { TooltipProvider } from "@/components/ui/tooltip";
import type { Preferences } from "@/lib/client/preferences";
import { makeQueryClient } from "@/lib/client/query-client";
import { NonceProvider } from "./nonce";
import { NowProvider } from "./now";
import { PreferencesProvider } from "./preferences";

// The script that sets the theme runs from the server's HTML. React complains of one that it makes in the browser,
// where it has no work left, unless it is data.
const THEME_SCRIPT = typeof window === "undefined" ? undefined : { type: "application/json" };

/** What every page may use. `nonce`, `preferences` and `nowMs` are what the server rendered with. */
export function Providers({
  nonce,
  preferences,
  nowMs,
  children,
}: {
  nonce: string;
  preferences: Preferences;
  nowMs: number;
  children: ReactNode;
}) {
  const [client] = useState(makeQueryClient);
  return (
    <ThemeProvider attribute="class" nonce={nonce} scriptProps={THEME_SCRIPT} disableTransitionOnChange>
      <NonceProvider value={nonce}>
        <NowProvider value={nowMs}>
          <PreferencesProvider initial={preferences}>
            <QueryClientProvider client={client}>
              <NuqsAdapter>
                <TooltipProvider>
                  <ToastProvider>{children}</ToastProvider>
                </TooltipProvider>
              </NuqsAdapter>
            </QueryClientProvider>
          </PreferencesProvider>
        </NowProvider>
      </NonceProvider>
    </ThemeProvider>
  );
}
