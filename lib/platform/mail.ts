import { createTransport } from "nodemailer";
import type { Logger } from "./logger";

export type MailMessage = { to: string; subject: string; text: string };

export type Mailer = {
  /** Whether a mail server is configured; without one `send` drops the message. */
  configured: boolean;
  /** Hands a plain-text message to the mail server; best effort, returns at once, a failure is logged without the message. */
  send(message: MailMessage): void;
  /** Resolves once every message handed over has been taken or refused by the server. */
  close(): Promise<void>;
};

const TIMEOUT_MS = 10_000;

/**
 * @param options.smtpUrl `smtp://user:password@host:587` or `smtps://…`; undefined: no mail.
 * @param options.from sender of every message, as `Name <address>`.
 */
export function createMailer(options: { smtpUrl: string | undefined; from: string; logger: Logger }): Mailer {
  if (options.smtpUrl === undefined) return { configured: false, send: () => undefined, close: async () => undefined };
  const transport = createTransport(
    { url: options.smtpUrl, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    { from: options.from },
  );
  const underWay = new Set<Promise<unknown>>();
  return {
    configured: true,
    send(message) {
      const sent = transport
        .sendMail(message)
        .catch((error: unknown) => options.logger.error({ err: error }, "mail was not sent"))
        .finally(() => underWay.delete(sent));
      underWay.add(sent);
    },
    async close() {
      await Promise.all(underWay);
      transport.close();
    },
  };
}
