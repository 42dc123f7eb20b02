import Link from "next/link";
import type { ReactNode } from "react";

export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="rounded-sm font-medium text-accent underline decoration-1 underline-offset-4 hover:text-accent-strong"
    >
      {children}
    </Link>
  );
}
