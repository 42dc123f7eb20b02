import { Check, Minus } from "lucide-react";
import { Card } from "@/components/ui/card";
import { ROLE_WORDS, type Viewer } from "./viewer";

const EVERYBODY: Viewer["role"][] = ["owner", "admin", "developer", "viewer"];
const MAKERS: Viewer["role"][] = ["owner", "admin", "developer"];
const ADMINS: Viewer["role"][] = ["owner", "admin"];

const ABILITIES: { what: string; roles: Viewer["role"][] }[] = [
  { what: "See endpoints, events, deliveries and figures", roles: EVERYBODY },
  { what: "Make and change endpoints, event types, projects and inboxes", roles: MAKERS },
  { what: "Send events; resend, cancel and pause deliveries", roles: MAKERS },
  { what: "Reveal and rotate signing secrets, read the audit log", roles: MAKERS },
  { what: "Manage API keys, members, invitations and settings", roles: ADMINS },
  { what: "Appoint, change and remove owners", roles: ["owner"] },
];
const ROLES: Viewer["role"][] = ["owner", "admin", "developer", "viewer"];

/** What each role may do. */
export function RoleTable() {
  return (
    <Card title="Roles" description="What each may do in this workspace.">
      <table className="w-full text-left">
        <thead>
          <tr className="border-b border-border text-muted">
            <th scope="col" className="py-2 pr-4 font-medium">
              May
            </th>
            {ROLES.map((role) => (
              <th key={role} scope="col" className="px-1 py-2 text-center text-xs font-medium sm:px-3 sm:text-sm">
                {ROLE_WORDS[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
          {ABILITIES.map(({ what, roles }) => (
            <tr key={what}>
              <th scope="row" className="py-2.5 pr-4 font-normal">
                {what}
              </th>
              {ROLES.map((role) => {
                const may = roles.includes(role);
                const Icon = may ? Check : Minus;
                return (
                  <td key={role} className="relative px-1 py-2.5 text-center sm:px-3">
                    <Icon aria-hidden className={may ? "inline size-4 text-ok" : "inline size-4 text-muted"} />
                    <span className="sr-only">{may ? "yes" : "no"}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
