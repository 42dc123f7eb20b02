import fc from "fast-check";
import { expect, test } from "vitest";
import { checkCustomHeaders } from "./headers";

test("ordinary custom headers are accepted", () => {
  expect(
    checkCustomHeaders({ Authorization: "Bearer abc", "X-My-Token": "t".repeat(4_096), "x_y.z": "", Accept: "a b" }),
  ).toEqual([]);
});

test("headers that belong to Posthorn, to the connection or to proxies are refused in any case", () => {
  const names =
    "Host Content-Length Content-Type content-encoding Transfer-Encoding Connection Keep-Alive Upgrade Expect TE Trailer Proxy-Authorization Proxy-Connection Cookie User-Agent webhook-id Webhook-Signature svix-id X-Webhook-Signature X-Forwarded-For Forwarded Via X-Real-IP Accept-Encoding";
  for (const name of names.split(" ").flatMap((one) => [one, one.toLowerCase(), one.toUpperCase()])) {
    expect(checkCustomHeaders({ [name]: "v" })).toEqual([
      { path: `headers.${name}`, message: expect.stringContaining("choose another name") },
    ]);
  }
});

test("names that are no token and values that are not plain text are refused", () => {
  for (const name of ["", "a b", "a:b", "a\r\nb", "ä", "a\u0000", "n".repeat(129)])
    expect(checkCustomHeaders({ [name]: "v" })).toHaveLength(1);
  for (const value of ["a\r\nX-Evil: 1", "tab\there", "ä", "\u0000", "\u007f", " v", "v ", "v".repeat(4_097)])
    expect(checkCustomHeaders({ "X-A": value })).toHaveLength(1);
});

test("at most 20 headers, and no name twice", () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`X-${index}`, "v"]));
  expect(checkCustomHeaders(many)).toEqual([{ path: "headers", message: expect.stringContaining("at most 20") }]);
  expect(checkCustomHeaders({ "X-A": "1", "x-a": "2" })).toEqual([
    { path: "headers.x-a", message: expect.stringContaining("twice") },
  ]);
});

test("whatever passes can be written on one line of a request", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (name, value) => {
      if (checkCustomHeaders({ [name]: value }).length === 0)
        expect(`${name}: ${value}`).toMatch(/^[\x21-\x39\x3b-\x7e]+: [\x20-\x7e]*$/);
    }),
    { numRuns: 2_000 },
  );
});
