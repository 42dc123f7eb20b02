import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import { RelativeTime } from "@/components/values/relative-time";
import type { Member } from "@/lib/workspaces/schemas";
import { ROLE_WORDS } from "./viewer";

/** @param roles what this member may be made by the viewer; none when the viewer may not touch the row. */
export function MemberRow({
  member,
  self,
  roles,
  onRole,
  onRemove,
}: {
  member: Member;
  self: boolean;
  roles: Member["role"][];
  onRole: (role: Member["role"]) => void;
  onRemove: () => void;
}) {
  const name = member.name ?? member.email;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <span
        aria-hidden
        className="grid size-9 shrink-0 place-items-center rounded-full bg-raised text-[0.8125rem] font-medium text-muted uppercase max-sm:hidden"
      >
        {String.fromCodePoint(name.codePointAt(0) ?? 0x20)}
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium" title={name}>
          <bdi>{name}</bdi>
          {self && <span className="font-normal text-muted"> (you)</span>}
        </p>
        <p className="truncate text-[0.8125rem] text-muted" title={member.email}>
          {member.email}
          <span className="max-sm:hidden">
            {" "}
            · joined <RelativeTime iso={member.createdAt} />
          </span>
        </p>
      </div>
      <div className="flex items-center gap-2">
        {roles.length === 0 ? (
          <span className="px-3">{ROLE_WORDS[member.role]}</span>
        ) : (
          <Select
            aria-label={`Role of ${name}`}
            value={member.role}
            onChange={({ target }) => roles.filter((role) => role === target.value).forEach(onRole)}
            className="w-36"
          >
            {roles.map((role) => (
              <option key={role} value={role}>
                {ROLE_WORDS[role]}
              </option>
            ))}
          </Select>
        )}
        {(self || roles.length > 0) && (
          <Button
            variant="danger"
            size="sm"
            className="min-w-20"
            onClick={onRemove}
            aria-label={self ? "Leave workspace" : `Remove ${name}`}
          >
            {self ? "Leave" : "Remove"}
          </Button>
        )}
      </div>
    </li>
  );
}
