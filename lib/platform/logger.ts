import pino, { type Logger, type LoggerOptions } from "pino";

export type { Logger };

// Whatever an object is called that strays into a log line, these keys never reach the disk.
const SECRET_KEYS = [
  "authorization",
  "cookie",
  "secret",
  "password",
  "token",
  "apiKey",
  "secretEncrypted",
  "headersEncrypted",
  "passwordHash",
];
const redactPaths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** Takes lines; what is said in one turn of the event loop is written at once, since each write is a call into the system. */
type Destination = { write(line: string): void };
let standardOutput: Destination | undefined;

function openStandardOutput(): Destination {
  const output = pino.destination({ dest: 1, sync: true });
  let lines = "";
  const flush = (): void => {
    const text = lines;
    lines = "";
    if (text !== "") output.write(text);
  };
  // Also what is said last by a process that gives up.
  process.on("exit", flush);
  return {
    write(line) {
      if (lines === "") setImmediate(flush);
      lines += line;
    },
  };
}

/**
 * @param kind which process speaks: web, worker, script.
 * @param level least level that is written.
 * @returns a logger of JSON lines on standard output, with secrets replaced by "[redacted]".
 */
export function createLogger(kind: string, level: string): Logger {
  const options: LoggerOptions = {
    level,
    base: { process: kind },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: redactPaths, censor: "[redacted]" },
  };
  return pino(options, (standardOutput ??= openStandardOutput()));
}

const plainLoggers = new WeakMap<Logger, Logger>();

/**
 * @returns the logger without a look for secrets in each line, which is most of what a line costs: for lines of fields
 * that are ids, names and numbers by their types.
 */
export function plainLogger(logger: Logger): Logger {
  const known = plainLoggers.get(logger) ?? logger.child({}, { redact: [] });
  plainLoggers.set(logger, known);
  return known;
}
