import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "@/components/layout/message-page";
import { buttonClass } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage
      title="Not found"
      action={
        <Link className={buttonClass()} href="/">
          Go to your workspace
        </Link>
      }
    >
      <p>This page does not exist, or it belongs to a workspace that is not yours.</p>
    </MessagePage>
  );
}
