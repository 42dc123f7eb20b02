"use client";

import { Ellipsis, RefreshCw, Trash2 } from "lucide-react";
import { useNow } from "@/components/layout/now";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import { RelativeTime } from "@/components/values/relative-time";
import type { ApiKey } from "@/lib/api-keys/schemas";
import { type ApiKeyState, isUnused, stateOfKey, summariseScopes, UNUSED_DAYS } from "@/lib/client/api-key-facts";

const MINUTE_MS = 60_000;
const STATES: Record<ApiKeyState, { tone: BadgeTone; word: string }> = {
  active: { tone: "ok", word: "Active" },
  expiring: { tone: "warn", word: "Expires soon" },
  expired: { tone: "off", word: "Expired" },
  revoked: { tone: "off", word: "Revoked" },
};

export function KeyState({ apiKey }: { apiKey: ApiKey }) {
  const { tone, word } = STATES[stateOfKey(apiKey, useNow(MINUTE_MS))];
  return <Badge tone={tone}>{word}</Badge>;
}

export function KeyText({ apiKey }: { apiKey: ApiKey }) {
  return (
    <span className="font-mono text-[0.8125rem] whitespace-nowrap">
      {apiKey.prefix}…{apiKey.hint}
    </span>
  );
}

export function KeyScopes({ apiKey }: { apiKey: ApiKey }) {
  return (
    <Tooltip
      content={
        <ul className="grid gap-x-4 font-mono sm:grid-cols-2">
          {apiKey.scopes.map((scope) => (
            <li key={scope}>{scope}</li>
          ))}
        </ul>
      }
    >
      <button
        type="button"
        aria-label={`${summariseScopes(apiKey.scopes)}: ${apiKey.scopes.join(", ")}`}
        className="min-h-6 rounded-sm whitespace-nowrap underline decoration-muted decoration-dotted underline-offset-4"
      >
        {summariseScopes(apiKey.scopes)}
      </button>
    </Tooltip>
  );
}

export function KeyLastUse({ apiKey }: { apiKey: ApiKey }) {
  const unused = isUnused(apiKey, useNow(MINUTE_MS));
  return (
    <>
      {apiKey.lastUsedAt === null ? "Never" : <RelativeTime iso={apiKey.lastUsedAt} />}
      {apiKey.lastUsedIp !== null && <span className="block text-[0.8125rem] text-muted">{apiKey.lastUsedIp}</span>}
      {unused && (
        <span className="block text-[0.8125rem] text-warn">
          Unused for {UNUSED_DAYS} days: revoke it if nobody needs it.
        </span>
      )}
    </>
  );
}

export function KeyExpiry({ apiKey }: { apiKey: ApiKey }) {
  if (apiKey.revokedAt !== null)
    return (
      <>
        Revoked <RelativeTime iso={apiKey.revokedAt} />
      </>
    );
  return apiKey.expiresAt === null ? "Never" : <RelativeTime iso={apiKey.expiresAt} />;
}

export function KeyMenu({ apiKey, onRoll, onRevoke }: { apiKey: ApiKey; onRoll: () => void; onRevoke: () => void }) {
  return (
    <DropdownMenu
      trigger={
        <IconButton label={`Actions for ${apiKey.name}`}>
          <Ellipsis aria-hidden className="size-4" />
        </IconButton>
      }
    >
      <MenuItem icon={<RefreshCw aria-hidden className="size-4 text-muted" />} onSelect={onRoll}>
        Roll…
      </MenuItem>
      <MenuItem danger icon={<Trash2 aria-hidden className="size-4" />} onSelect={onRevoke}>
        Revoke…
      </MenuItem>
    </DropdownMenu>
  );
}
