import type { Attempt, DeliveryDetail } from "@/lib/deliveries/schemas";
import { processedSentence } from "./processed-sentence";

const BODY_CHARACTERS_MAX = 4_000;

/**
 * @param link where the delivery is to be seen.
 * @returns all that support needs to know of a delivery, as Markdown. Credentials are masked in what was recorded already,
 * and signatures are left out: within their tolerance they would let a request be sent again.
 */
export function markdownReport(delivery: DeliveryDetail, attempt: Attempt | undefined, link: string): string {
  const { id, eventId, eventType, webhookId, webhookName, url, status, attemptCount, createdAt } = delivery;
  const facts: [string, string][] = [
    ["Delivery", code(id)],
    ["Status", `${status}, ${attemptCount} ${attemptCount === 1 ? "attempt" : "attempts"}`],
    ["Event", `${code(eventType)}, ${code(eventId)}`],
    ["Endpoint", `${inline(webhookName)}, ${code(webhookId)}`],
    ["URL", code(url)],
    ["Created", createdAt],
    ...(delivery.nextAttemptAt === null ? [] : ([["Next attempt", delivery.nextAttemptAt]] as [string, string][])),
    ["Link", `<${link}>`],
  ];
  const sections = [
    `# Webhook delivery ${id}`,
    facts.map(([name, value]) => `- **${name}:** ${value}`).join("\n"),
    attemptsTable(delivery.attempts),
    ...(attempt === undefined ? [] : attemptSections(attempt, delivery.body)),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function attemptsTable(attempts: readonly Attempt[]): string {
  if (attempts.length === 0) return "No attempt was made yet.";
  const rows = attempts.map(({ number, startedAt, trigger, ok, statusCode, errorCode, totalMs, cause }) => {
    const result = `${ok ? "OK" : "failed"} ${statusCode ?? errorCode ?? ""}`.trim();
    return `| ${number} | ${startedAt} | ${trigger} | ${result} | ${Math.round(totalMs)} ms | ${cause?.title ?? ""} |`;
  });
  return ["| # | Started | Trigger | Result | Time | Cause |", "|---|---|---|---|---|---|", ...rows].join("\n");
}

function attemptSections(attempt: Attempt, body: string | null): string[] {
  const { number, cause, request, response, statusCode, remoteAddress } = attempt;
  const sections = [`## Attempt ${number}`];
  if (cause !== null) {
    const certainty = cause.certainty === "likely" ? " (likely)" : "";
    sections.push(
      `**${cause.title}**${certainty}. ${cause.explanation}`,
      cause.evidence.map((line) => `- ${inline(line)}`).join("\n"),
      processedSentence(cause.maybeProcessed) ?? "",
    );
  }
  if (remoteAddress !== null) sections.push(`Remote address: ${code(remoteAddress)}`);
  sections.push("### Request", fenced(`POST ${request.url}\n${headerLines(request.headers)}`, "http"));
  if (body !== null) sections.push(fenced(shortened(body), "json"));
  sections.push("### Response");
  if (response === null) return [...sections, "There was none."];
  sections.push(fenced(`${statusCode}\n${headerLines(response.headers)}`, "http"));
  if (response.body !== null && response.body !== "" && response.bodyEncoding === "utf8")
    sections.push(fenced(shortened(response.body), ""));
  return sections;
}

function headerLines(headers: readonly (readonly [string, string])[]): string {
  return headers
    .map(([name, value]) => `${name}: ${/signature|cookie|authorization/i.test(name) ? "(left out)" : value}`)
    .join("\n");
}

function shortened(text: string): string {
  if (text.length <= BODY_CHARACTERS_MAX) return text;
  return `${text.slice(0, BODY_CHARACTERS_MAX)}\n… (${text.length - BODY_CHARACTERS_MAX} more characters)`;
}

/** A fence longer than any run of backticks inside, so that hostile text cannot end it. */
function fenced(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

function code(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  const tick = "`".repeat(longestRun(line) + 1);
  return line.startsWith("`") || line.endsWith("`") ? `${tick} ${line} ${tick}` : `${tick}${line}${tick}`;
}

/** Text of others in a line: nothing in it is read as Markdown or HTML. */
function inline(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*_{}[\]()<>#+!|~&-]/g, (character) => `\\${character}`);
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
