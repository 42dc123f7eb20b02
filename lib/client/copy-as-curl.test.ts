import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { copyAsCurl, hiddenHeaders } from "./copy-as-curl";

const folder = mkdtempSync(join(tmpdir(), "posthorn-curl-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// In the place of curl: writes down its arguments, and what it was given to read.
writeFileSync(
  join(folder, "curl"),
  `#!${process.execPath}
const { readFileSync, writeFileSync } = require("node:fs");
const argv = process.argv.slice(2);
const stdin = argv.includes("@-") ? readFileSync(0, "utf8") : null;
writeFileSync(process.env.CURL_SAW, JSON.stringify({ argv, stdin }));
`,
);
chmodSync(join(folder, "curl"), 0o755);

/** Pastes the command into bash. @returns what curl would have been told. */
function paste(command: string): { argv: string[]; stdin: string | null } {
  const saw = join(folder, "saw.json");
  const { status, stderr } = spawnSync("bash", ["--noprofile", "--norc"], {
    input: command,
    cwd: folder,
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}`, CURL_SAW: saw },
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(readFileSync(saw, "utf8")) as { argv: string[]; stdin: string | null };
}

const url = "https://hooks.example.com/in?a=1&b=$HOME";
const bodyOf = (argv: string[]) => argv[argv.indexOf("--data-raw") + 1];

const NASTY = [
  '{"name":"O\'Brien","say":"\\"hi\\""}',
  '{"cmd":"$(id) `id` ${HOME} \\\\ !history"}',
  "O'Brien's $(id) `id` ! \\ \"x\"",
  '{"id":12345678901234567890,"price":1.0}',
  '{"emoji":"🚀 é ‮rtl","tab":"\t"}',
  "line one\nline two\r\n",
  "@/etc/passwd",
  "-d --data @x",
  "",
  "C:\\dir*?[a]{b,c}~#;&|<>",
];

test.each(NASTY)("the body %j arrives as it was", (body) => {
  const { argv } = paste(copyAsCurl({ url, headers: [["Content-Type", "application/json"]], body }));
  expect(bodyOf(argv)).toBe(body);
  expect(argv.at(-1)).toBe(url);
});

test("any body and any header value survives the shell", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, value) => {
      const body = text.replaceAll("\0", "");
      const { argv } = paste(copyAsCurl({ url, headers: [["X-Any", `v${value}`]], body }));
      expect(bodyOf(argv)).toBe(body);
      expect(argv).toContain(`X-Any: v${value}`);
    }),
    { numRuns: 25 },
  );
}, 60_000);

test("headers go as they were recorded, without those that curl makes itself and without any of its own", () => {
  const { argv } = paste(
    copyAsCurl({
      url,
      headers: [
        ["host", "hooks.example.com"],
        ["connection", "keep-alive"],
        ["User-Agent", "Posthorn/1"],
        ["X-Quote", "it's"],
        ["X-Empty", ""],
        ["content-length", "2"],
      ],
      body: "{}",
    }),
  );
  const headers = argv.filter((_, index) => argv[index - 1] === "--header");
  expect(headers).toEqual(["Accept:", "User-Agent: Posthorn/1", "X-Quote: it's", "X-Empty;"]);
});

test("a body that is too long for an argument goes through a pipe, and brackets in a URL stay one URL", () => {
  const body = `{"text":"${"it's $(id) %s\\n".repeat(20_000)}"}`;
  const seen = paste(copyAsCurl({ url: "https://example.com/{a}[1]", headers: [], body }));
  expect(seen.stdin).toBe(body);
  expect(seen.argv).toContain("--globoff");
});

test("values that are not shown are named, so that they can be filled in", () => {
  expect(
    hiddenHeaders([
      ["Authorization", "********"],
      ["X-Team", "ops"],
    ]),
  ).toEqual(["Authorization"]);
});

test("bash is there to be asked", () => {
  expect(execFileSync("bash", ["-c", "echo yes"], { encoding: "utf8" })).toBe("yes\n");
});
