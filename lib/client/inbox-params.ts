import { createLoader, createParser, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { isId } from "@/lib/core/id-format";
import { INBOX_VERDICTS } from "@/lib/inbox/constants";
import type { RequestFilter } from "./inboxes";

/** What the address of an inbox's page says. What is not valid there is dropped. */
export const inboxParams = {
  tab: parseAsStringLiteral(["requests", "behaviour"]).withDefault("requests"),
  q: createParser({ parse: (text) => (/^.{1,200}$/.test(text) ? text : null), serialize: (text: string) => text }),
  verdict: parseAsStringLiteral(INBOX_VERDICTS),
  request: createParser({
    parse: (text) => (isId("inboxRequest", text) ? text : null),
    serialize: (text: string) => text,
  }),
};
export type InboxParams = inferParserType<typeof inboxParams>;

export const loadInboxParams = createLoader(inboxParams);

/** @returns the filter of the list that the address means. */
export function requestFilterOf({ q, verdict }: InboxParams): RequestFilter {
  return { q: q ?? undefined, verdict: verdict ?? undefined };
}
