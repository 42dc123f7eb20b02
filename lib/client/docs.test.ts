import { expect, test } from "vitest";
import { DOCS_PAGES, findDocsPage, searchDocs } from "./docs";

const entries = [
  { title: "Retries", page: "Retries", href: "/retries", words: "attempts delay" },
  { title: "The schedule", page: "Retries", href: "/retries#schedule", words: "attempts delay jitter" },
  {
    title: "Send deliveries again",
    page: "API reference",
    href: "/api#retry",
    words: "POST /api/webhooks/queue/retry-failed",
  },
];

test("a search finds what has all its words, a title before the rest", () => {
  const found = (query: string) => searchDocs(entries, query).map(({ href }) => href);
  expect(found("retr")).toEqual(["/retries", "/api#retry", "/retries#schedule"]);
  expect(found("SCHEDULE jitter")).toEqual(["/retries#schedule"]);
  expect(found("schedule nonsense")).toEqual([]);
  expect(found("  ")).toEqual([]);
});

test("each page has an address of its own, and each of its parts an anchor of its own", () => {
  expect(new Set(DOCS_PAGES.map(({ slug }) => slug)).size).toBe(DOCS_PAGES.length);
  for (const { sections } of DOCS_PAGES) expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length);
  expect(findDocsPage("retries")?.title).toBe("Retries");
  expect(findDocsPage("nothing")).toBeUndefined();
});
