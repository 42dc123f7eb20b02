"use client";

import { MessagePage } from "@/components/layout/message-page";
import { Button } from "@/components/ui/button";
import "./globals.css";

/** Stands in for the whole document when the layout itself fails. */
export default function GlobalError({ reset }: { reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Posthorn</title>
        <MessagePage title="Something went wrong" action={<Button onClick={reset}>Try again</Button>}>
          <p>Posthorn could not show this page. The server’s log has the cause.</p>
        </MessagePage>
      </body>
    </html>
  );
}
