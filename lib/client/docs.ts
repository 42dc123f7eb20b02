/** A page of the documentation: where it is, and what its parts are, for contents, search and anchors alike. */
export type DocsPage = {
  slug: string;
  title: string;
  summary: string;
  sections: readonly { id: string; title: string; words?: string }[];
};

/** In the order in which one reads them. The first is the page that `/docs` itself shows. */
export const DOCS_PAGES = [
  {
    slug: "",
    title: "Quick start",
    summary: "From an API key to a delivered event in five calls.",
    sections: [
      { id: "before", title: "Before you begin" },
      { id: "calls", title: "The calls", words: "curl create endpoint inbox test trigger" },
      { id: "next", title: "What comes next" },
    ],
  },
  {
    slug: "deliveries",
    title: "What arrives",
    summary: "The request as a receiver sees it, and what to answer.",
    sections: [
      { id: "request", title: "The request", words: "post body payload json" },
      { id: "headers", title: "Headers", words: "webhook-id x-webhook-signature timestamp user-agent attempt" },
      { id: "answer", title: "What to answer", words: "status 2xx 410 429 redirect timeout" },
      { id: "duplicates", title: "Duplicates and order", words: "idempotency at least once" },
    ],
  },
  {
    slug: "verify-signatures",
    title: "Verify signatures",
    summary: "How a receiver knows that a request is genuine, with code to copy.",
    sections: [
      { id: "scheme", title: "How a delivery is signed", words: "hmac sha256 secret whsec" },
      { id: "samples", title: "Code", words: "node express next python flask go ruby php java c# rust curl openssl" },
      { id: "library", title: "With a library", words: "standard webhooks" },
      { id: "mistakes", title: "When it is refused", words: "raw body express.json invalid signature clock" },
      { id: "rotation", title: "Rotating the secret", words: "grace period previous" },
    ],
  },
  {
    slug: "retries",
    title: "Retries",
    summary: "When a failed delivery is tried again, and when it is given up.",
    sections: [
      { id: "schedule", title: "The schedule", words: "attempts delay jitter backoff" },
      { id: "retry-after", title: "Retry-After", words: "429 503 rate limit" },
      { id: "disabled", title: "When an endpoint is disabled", words: "410 gone five days warning breaker" },
      { id: "by-hand", title: "Sending again by hand", words: "resend recover replay bulk" },
    ],
  },
  {
    slug: "statuses",
    title: "Statuses",
    summary: "The words of the dashboard and what each of them means.",
    sections: [
      { id: "deliveries", title: "Of a delivery", words: "pending sending retrying delivered failed cancelled held" },
      { id: "attempts", title: "Of an attempt" },
      { id: "endpoints", title: "Of an endpoint", words: "active paused disabled" },
      { id: "health", title: "Health", words: "healthy degraded failing idle" },
    ],
  },
  {
    slug: "causes",
    title: "Why deliveries fail",
    summary: "Every cause: what happened, what to do, and how to check it from a shell.",
    sections: [],
  },
  {
    slug: "api",
    title: "API reference",
    summary: "Every call with its scope, parameters, body and answers.",
    sections: [],
  },
  {
    slug: "keyboard",
    title: "Keyboard shortcuts",
    summary: "Every key, and how to switch single keys off.",
    sections: [{ id: "keys", title: "Keys" }],
  },
  {
    slug: "limits",
    title: "Limits",
    summary: "Sizes, times and counts, and what happens beyond them.",
    sections: [{ id: "limits", title: "Limits", words: "size maximum payload batch rate" }],
  },
] as const satisfies readonly DocsPage[];

export type DocsSlug = (typeof DOCS_PAGES)[number]["slug"];

/** @returns the page of that address, undefined when there is none. */
export function findDocsPage(slug: string): (typeof DOCS_PAGES)[number] | undefined {
  return DOCS_PAGES.find((page) => page.slug === slug);
}

/** Something that a search can find. */
export type DocsEntry = { title: string; page: string; href: string; words: string };

const FOUND_MAX = 12;

/** @returns what is about all the words, the best first: those in the title count most. */
export function searchDocs(entries: readonly DocsEntry[], query: string): DocsEntry[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return [];
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, FOUND_MAX)
    .map(({ entry }) => entry);
}

function scoreOf({ title, page, words: more }: DocsEntry, words: readonly string[]): number {
  const [inTitle, inPage, inMore] = [title, page, more].map((text) => text.toLowerCase());
  let score = 0;
  for (const word of words) {
    const found = inTitle?.startsWith(word)
      ? 4
      : inTitle?.includes(word)
        ? 3
        : inMore?.includes(word)
          ? 2
          : inPage?.includes(word)
            ? 1
            : 0;
    if (found === 0) return 0;
    score += found;
  }
  return score;
}
