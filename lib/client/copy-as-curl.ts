import { quote } from "shell-quote";
import { MASKED_VALUE } from "@/lib/webhooks/constants";

/** What curl sets by itself, from the URL and the body. */
const OWN_HEADERS = new Set(["host", "connection", "content-length", "transfer-encoding"]);
/** Linux takes no argument over 128 KiB; a builtin of the shell takes any. */
const ARGUMENT_BYTES_MAX = 100 * 1024;

type RecordedRequest = {
  url: string;
  headers: readonly (readonly [string, string])[];
  body: string;
};

/**
 * @returns a command for a POSIX shell that sends the same request: the body byte for byte, never parsed, and every header
 * of its own but none of curl's.
 */
export function copyAsCurl({ url, headers, body }: RecordedRequest): string {
  const isLong = new TextEncoder().encode(body).length > ARGUMENT_BYTES_MAX;
  const sent = headers.filter(([name]) => !OWN_HEADERS.has(name.toLowerCase()));
  const given = new Set(sent.map(([name]) => name.toLowerCase()));
  const lines = [
    // A bracket or brace in a URL means many URLs to curl.
    ["curl", "--include", ...(/[[\]{}]/.test(url) ? ["--globoff"] : []), "--request", "POST"],
    ...(isLong ? ["Accept", "Expect"] : ["Accept"])
      .filter((name) => !given.has(name.toLowerCase()))
      .map((name) => ["--header", `${name}:`]),
    // A name with nothing behind the colon would remove the header.
    ...sent.map(([name, value]) => ["--header", value === "" ? `${name};` : `${name}: ${value}`]),
    // Not --data: that reads a file when the body begins with @.
    isLong ? ["--data-binary", "@-"] : ["--data-raw", body],
    [url],
  ];
  const command = lines.map((words) => words.map(quoteWord).join(" ")).join(" \\\n  ");
  return isLong ? `printf %s ${quoteWord(body)} |\n  ${command}` : command;
}

/** @returns the names of headers whose values are not known here, so that the command cannot have them. */
export function hiddenHeaders(headers: RecordedRequest["headers"]): string[] {
  return headers.filter(([, value]) => value === MASKED_VALUE).map(([name]) => name);
}

/** Between single quotes a shell takes everything as it stands; what holds one is left to the library. */
function quoteWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return word.includes("'") ? quote([word]) : `'${word}'`;
}
