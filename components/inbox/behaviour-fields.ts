import type { BehaviourForm } from "@/lib/client/inbox-behaviour";

export type BehaviourField = {
  name: keyof BehaviourForm;
  label: string;
  hint: string;
  /** `lines`: a text of several lines; a list: what can be chosen. */
  kind: "text" | "number" | "lines" | readonly (readonly [string, string])[];
};

const CONTENT_TYPES = [
  "application/json",
  "application/problem+json",
  "application/xml",
  "application/octet-stream",
  "text/plain",
  "text/html",
  "text/xml",
].map((type) => [type, type] as const);

export const BEHAVIOUR_GROUPS: readonly { title: string; fields: readonly BehaviourField[] }[] = [
  {
    title: "What becomes of a request",
    fields: [
      {
        name: "instead",
        label: "Each request",
        hint: "Where nothing below decides it.",
        kind: [
          ["answer", "is answered"],
          ["hang", "is never answered (time-out)"],
          ["drop", "is dropped, unanswered"],
        ],
      },
      { name: "status", label: "Status", hint: "200 to 599. Empty: 200.", kind: "number" },
      {
        name: "sequence",
        label: "One after the other",
        hint: "Such as 503, 503, 200. The last one repeats; drop and hang count too.",
        kind: "text",
      },
      { name: "failFirst", label: "Fail the first", hint: "So many requests, then all is well.", kind: "number" },
      { name: "failurePercent", label: "Fail at random, %", hint: "Share of requests, 0 to 100.", kind: "number" },
      { name: "failWith", label: "Fail with", hint: "A status, drop or hang. Empty: 500.", kind: "text" },
    ],
  },
  {
    title: "How it answers",
    fields: [
      { name: "delayMs", label: "Wait before the answer, ms", hint: "Up to 60,000.", kind: "number" },
      { name: "retryAfter", label: "Retry-After", hint: "Seconds or a date; goes with failures.", kind: "text" },
      { name: "location", label: "Redirect to", hint: "Sends 302 unless a status is set.", kind: "text" },
      {
        name: "contentType",
        label: "Content type",
        hint: "Empty: application/json.",
        kind: [["", "Default"], ...CONTENT_TYPES],
      },
      { name: "bodyBytes", label: "Body of so many bytes", hint: "Instead of a text, up to 100 MiB.", kind: "number" },
      { name: "dripMs", label: "Send the body over, ms", hint: "In pieces, to be slow.", kind: "number" },
      { name: "body", label: "Body", hint: 'Empty: {"received":true}.', kind: "lines" },
      { name: "headers", label: "Headers", hint: "One a line, as X-Name: value.", kind: "lines" },
    ],
  },
];
