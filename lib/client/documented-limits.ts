type Limit = { what: string; limit: string; beyond: string };

const REFUSED = "Refused with 422, naming the field.";

/** What is bounded, for the documentation. */
export const DOCUMENTED_LIMITS: readonly { about: string; limits: readonly Limit[] }[] = [
  {
    about: "Events",
    limits: [
      { what: "Body of a call", limit: "1 MiB", beyond: "Refused with 413." },
      {
        what: "Events in a batch",
        limit: "1,000, and 5 MiB together",
        beyond: "Refused with 422 or 413; none is taken.",
      },
      { what: "Idempotency key", limit: "255 characters, kept for 24 hours", beyond: "After that it is a new event." },
      { what: "Name of an event type", limit: "100 characters", beyond: REFUSED },
    ],
  },
  {
    about: "Endpoints",
    limits: [
      { what: "Subscriptions of an endpoint", limit: "100 types or prefixes", beyond: REFUSED },
      {
        what: "Time limit of an attempt",
        limit: "1 to 30 seconds",
        beyond: "The attempt has failed; the event may have arrived.",
      },
      { what: "Retry schedule", limit: "1 to 20 delays of 1 second to 7 days", beyond: REFUSED },
      { what: "Rate limit", limit: "1 to 10,000 requests a second", beyond: "Deliveries wait; nothing is lost." },
      { what: "Overlap of a rotation", limit: "up to 7 days", beyond: REFUSED },
      { what: "Brought secret", limit: "24 to 64 bytes in base64", beyond: REFUSED },
    ],
  },
  {
    about: "Deliveries",
    limits: [
      { what: "Stored of an answer", limit: "its first 16 KiB", beyond: "Read and counted, but not kept." },
      { what: "Waiting for Retry-After", limit: "24 hours", beyond: "Tried again after 24 hours." },
      {
        what: "Retention",
        limit: "30 days unless the workspace sets another",
        beyond: "Events, deliveries and attempts are deleted; figures stay.",
      },
      { what: "Rows of an export", limit: "100,000", beyond: "The newest are exported. Narrow the filter." },
    ],
  },
  {
    about: "Inboxes",
    limits: [
      { what: "Inboxes of a workspace", limit: "50", beyond: "Delete one that is no longer used." },
      { what: "Requests kept", limit: "the newest 500 of each", beyond: "The oldest go." },
    ],
  },
  {
    about: "API",
    limits: [
      {
        what: "Calls of a key",
        limit: "2,000 a second, unless API_RATE_LIMIT says otherwise",
        beyond: "Refused with 429 and Retry-After.",
      },
      { what: "Rows of a page", limit: "200, 50 unless told", beyond: "Go on with nextCursor." },
      { what: "Open streams of a workspace", limit: "100", beyond: "The dashboard asks every few seconds instead." },
    ],
  },
];
