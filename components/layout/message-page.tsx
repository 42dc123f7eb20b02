import type { ReactNode } from "react";
import { AuthShell } from "./auth-shell";

/** A page that says one thing and names the next step. */
export function MessagePage({ title, children, action }: { title: string; children: ReactNode; action: ReactNode }) {
  return (
    <AuthShell title={title} lead={children}>
      {action}
    </AuthShell>
  );
}
