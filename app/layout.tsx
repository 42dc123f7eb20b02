import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Providers } from "@/components/layout/providers";
import { RouteFocus } from "@/components/layout/route-focus";
import { parsePreferences } from "@/lib/client/parse-preferences";
import { PREFERENCES_COOKIE } from "@/lib/client/preferences";
import "./globals.css";

export const metadata: Metadata = {
  title: { template: "%s · Posthorn", default: "Posthorn" },
  description: "Sends webhooks and shows what became of them.",
  robots: { index: false, follow: false },
  referrer: "same-origin",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page made at build time would have no nonce, and so no script that the policy lets run.
  await connection();
  const nonce = (await headers()).get("x-nonce") ?? "";
  const preferences = parsePreferences((await cookies()).get(PREFERENCES_COOKIE)?.value);
  return (
    // The script that sets the theme before the first paint changes the class of this element.
    <html lang="en" suppressHydrationWarning>
      <body>
        <a
          href="#main"
          className="fixed top-2 left-2 z-50 -translate-y-20 rounded-lg bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
        >
          Skip to content
        </a>
        <Providers nonce={nonce} preferences={preferences} nowMs={Date.now()}>
          {children}
        </Providers>
        <RouteFocus />
      </body>
    </html>
  );
}
