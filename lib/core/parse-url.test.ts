import { expect, test } from "vitest";
import { parseUrl } from "./parse-url";

test("a name outside of ASCII is read however often it is asked for, which URL.canParse does not do on Node 20", () => {
  const latin1 = Buffer.from("https://b\u00fccher.example/", "latin1").toString("latin1");
  const hosts = new Set(Array.from({ length: 20_000 }, () => parseUrl(latin1)?.host));
  expect([...hosts]).toEqual(["xn--bcher-kva.example"]);
});

test("what is no URL is null, and a path is read by its base", () => {
  for (const text of ["", "nowhere", "https://", "https://exa<mple.com", "http://a:99999"])
    expect([text, parseUrl(text)]).toEqual([text, null]);
  expect(parseUrl("/x?y", "https://a.example/b")?.href).toBe("https://a.example/x?y");
});
