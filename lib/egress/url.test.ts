import fc from "fast-check";
import { expect, test } from "vitest";
import { createAddressPolicy } from "./address";
import { checkUrl, type UrlRefusal, type UrlRules } from "./url";

const publicOnly: UrlRules = { policy: createAddressPolicy([]), ownOrigin: "https://hooks.posthorn.example" };
const embedded: UrlRules = {
  policy: createAddressPolicy(["127.0.0.0/8", "::1/128"]),
  ownOrigin: "http://localhost:3001",
};
const privateNetwork: UrlRules = { policy: createAddressPolicy(["10.0.0.0/8"]), ownOrigin: null };

function verdict(raw: string, rules = publicOnly): "ok" | UrlRefusal {
  const check = checkUrl(raw, rules);
  if (check.outcome === "ok") return "ok";
  expect(check.message).toMatch(/^[A-Z].*\.$/s);
  return check.code;
}

test("public http and https URLs are accepted, with port, path, query and international names", () => {
  const good = [
    "https://example.com",
    "http://example.com/hook?x=1#y",
    "HTTPS://EXAMPLE.COM:8443/",
    "https://bücher.example/ä",
    "https://8.8.8.8/",
    "https://[2606:4700::1111]:8080/x",
    "https://a_b.example.com",
  ];
  for (const url of good) expect([url, verdict(url)]).toEqual([url, "ok"]);
  expect(checkUrl("https://[2606:4700::1111]/x", publicOnly)).toMatchObject({
    target: { hostname: "2606:4700::1111", isLiteral: true, port: 443, isSecure: true },
  });
});

test("each kind of bad URL is refused by its own rule", () => {
  const bad: [string, UrlRefusal][] = [
    [`https://example.com/${"a".repeat(2_048)}`, "too_long"],
    ["https://exam\tple.com", "forbidden_character"],
    [" https://example.com", "forbidden_character"],
    ["https://example.com/a b", "forbidden_character"],
    ["https://example.com\\@evil.example", "forbidden_character"],
    ["https://exa\u00admple.com", "forbidden_character"],
    ["https://example.com\u0000", "forbidden_character"],
    ["ftp://example.com", "scheme"],
    ["file:///etc/passwd", "scheme"],
    ["javascript:alert(1)", "scheme"],
    ["https:example.com", "scheme"],
    ["example.com/hook", "scheme"],
    ["", "scheme"],
    ["https://", "host"],
    ["https:///example.com", "host"],
    ["https://?x", "host"],
    ["https://user:pass@example.com", "credentials"],
    ["https://@example.com", "credentials"],
    ["https://example.com:0", "port"],
    ["https://example.com:22", "port"],
    ["http://example.com:6379", "port"],
    ["https://example.com:65536", "malformed"],
    ["https://exa<mple.com", "malformed"],
    ["https://example", "host"],
    ["https://example..com", "host"],
    ["https://example.com.", "host"],
    [`https://${"a".repeat(64)}.com`, "host"],
    [`https://${"a.".repeat(130)}com`, "host"],
    ["https://printer.local", "private_address"],
    ["https://metadata.google.internal", "private_address"],
    ["https://router.home.arpa", "private_address"],
    ["https://abc.onion", "private_address"],
    ["https://localhost", "private_address"],
    ["https://a.localhost:8080", "private_address"],
    ["https://hooks.posthorn.example/api/webhooks", "own_origin"],
    ["https://hooks.posthorn.example/in/token/../../api", "own_origin"],
    ["https://hooks.posthorn.example/in/%2e%2e/api", "own_origin"],
    ["https://hooks.posthorn.example/in/", "own_origin"],
    ["http://hooks.posthorn.example/api", "own_origin"],
    ["http://hooks.posthorn.example:443/api", "own_origin"],
    ["https://HOOKS.posthorn.ⓔxample:443/api", "own_origin"],
  ];
  for (const [url, code] of bad) expect([url, verdict(url)]).toEqual([url, code]);
});

test("private addresses are refused in every notation that a URL knows", () => {
  const hosts = [
    "127.0.0.1",
    "127.1",
    "0x7f.1",
    "0177.0.0.1",
    "2130706433",
    "0x7f000001",
    "①②⑦.0.0.1",
    "127。0。0。1",
    "%31%32%37.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "169.254.169.254",
    "0",
    "[::]",
  ];
  for (const host of hosts) expect([host, verdict(`http://${host}/`)]).toEqual([host, "private_address"]);
});

test("an international name passes however often it is asked for", () => {
  // Compiled code of Node 20 reads the bytes of a short string as UTF-8 in URL.canParse, which they are not.
  const latin1 = Buffer.from("https://b\u00fccher.example/", "latin1").toString("latin1");
  const verdicts = new Set(Array.from({ length: 20_000 }, () => checkUrl(latin1, publicOnly).outcome));
  expect([...verdicts]).toEqual(["ok"]);
});

test("where loopback is allowed, one's own machine can be used by name and by address", () => {
  for (const url of [
    "http://localhost:4000/hook",
    "http://127.0.0.1:9999/x",
    "http://[::1]:4000/",
    "http://app.localhost:4000/",
    "http://localhost:3001/in/tok_1-A",
    "http://127.0.0.1:3001/in/abc?x=1",
  ]) {
    expect([url, verdict(url, embedded)]).toEqual([url, "ok"]);
  }
  for (const url of [
    "http://localhost:3001/api/webhooks",
    "http://127.0.0.1:3001/",
    "http://127.9.9.9:3001/",
    "http://[::1]:3001/",
    "http://[::ffff:127.0.0.1]:3001/",
    "http://x.localhost:3001/",
  ]) {
    expect([url, verdict(url, embedded)]).toEqual([url, "own_origin"]);
  }
  expect(verdict("http://intranet/", embedded)).toBe("host");
  expect(verdict("http://10.0.0.1/", embedded)).toBe("private_address");
});

test("where a private network is allowed, its names can be used, but not its internal services", () => {
  for (const url of ["http://app:8080/hook", "http://host.docker.internal:4000/", "http://10.1.2.3/"])
    expect([url, verdict(url, privateNetwork)]).toEqual([url, "ok"]);
  expect(verdict("http://redis:6379/", privateNetwork)).toBe("port");
  expect(verdict("http://localhost/", privateNetwork)).toBe("private_address");
});

test("no text makes the check throw, and what passes is http to a host", () => {
  const urlish = fc.oneof(
    fc.webUrl(),
    fc.string({ unit: "binary" }),
    fc.tuple(fc.constantFrom("http://", "https://"), fc.string({ unit: "grapheme" })).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(urlish, (raw) => {
      const check = checkUrl(raw, publicOnly);
      if (check.outcome === "ok") expect(check.target.url.href).toMatch(/^https?:\/\/[^/@]+\//);
    }),
    { numRuns: 2_000 },
  );
});
