import pino, { type Logger } from "pino";

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

/**
 * @param process which process speaks: web, worker, script.
 * @param level least level that is written.
 * @returns a logger of JSON lines on standard output, with secrets replaced by "[redacted]".
 */
export function createLogger(process: string, level: string): Logger {
  return pino({
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: redactPaths, censor: "[redacted]" },
  });
}
