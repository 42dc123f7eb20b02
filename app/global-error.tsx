"use client";

import { PlainMessage } from "@/components/layout/plain-message";
import "./globals.css";

/** Stands in for the whole document when the layout itself fails. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Posthorn</title>
        <main className="mx-auto max-w-prose px-4 py-14">
          <PlainMessage title="Something went wrong" onRetry={reset}>
            <p>Posthorn could not show this page. The server’s log has the cause.</p>
          </PlainMessage>
        </main>
      </body>
    </html>
  );
}
