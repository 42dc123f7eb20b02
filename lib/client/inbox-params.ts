import { createParser, type inferParserType, parseAsStringLiteral } from "nuqs/server";
import { isId } from "@/lib/core/ids";
import { INBOX_VERDICTS } from "@/lib/inbox/constants";

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
