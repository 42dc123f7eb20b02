import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Providers } from "@/components/layout/providers";
import { RouteFocus } from "@/components/layout/route-focus";
import { parsePreferences } from "@/lib/client/parse-preferences";
import { PREFERENCES_COOKIE } from "@/lib/client/preferences";
import "./globals.css";

// The letters that every page begins with: there before the first paint or not at all, so that nothing moves. What
// other scripts need comes with globals.css.
const geist = localFont({
  src: "../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2",
  weight: "100 900",
  display: "optional",
  variable: "--font-geist",
});

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
    <html lang="en" className={geist.variable} suppressHydrationWarning>
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
