import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { epochMs } from "../clock";

/** What the producer wrote down about one event. */
export type LedgerLine = {
  n: number;
  sentAtMs: number;
  /** How long the API took for its last answer. */
  apiMs: number;
  /** Until a definite answer, or the last try. */
  tries: number;
  outcome: "accepted" | "refused" | "ambiguous";
  /** Of an accepted one. */
  eventId?: string;
  status?: number;
};

export type ProducerOptions = {
  /** One or several web processes, called in turn. */
  urls: () => readonly string[];
  key: string;
  type?: string;
};

export type Pace = {
  count: number;
  /** Calls per second; without it, `atOnce` calls at a time, as fast as they are answered. */
  perSecond?: number;
  atOnce?: number;
  /** Tries again after a refusal with 503 or no answer at all, with the same Idempotency-Key, for up to so long. */
  retryMs?: number;
  /** Bytes of filler in `data`. */
  bytes?: number;
  /** Ends early. */
  until?: AbortSignal;
  /** Called instead of the producer's own. */
  urls?: readonly string[];
};

type SendOptions = { retryMs: number; bytes: number; urls?: readonly string[] };

const TIMEOUT_MS = 10_000;
const RETRY_PAUSE_MS_MIN = 100;
const RETRY_PAUSE_MS_MAX = 4_000;

/** Calls the API as a customer's program does, and keeps the ledger of what it was promised. */
export class Producer {
  readonly ledger: LedgerLine[] = [];
  private readonly agent = new Agent({ connections: 128, pipelining: 1, keepAliveTimeout: 5_000 });

  constructor(private readonly options: ProducerOptions) {}

  get key(): string {
    return this.options.key;
  }

  /** Sends events at a pace. Resolves when each has its outcome. */
  async produce({ count, perSecond, atOnce = 16, retryMs = 0, bytes = 0, until, urls }: Pace): Promise<void> {
    const startMs = performance.now();
    const underWay = new Set<Promise<void>>();
    for (let index = 0; index < count && until?.aborted !== true; index += 1) {
      if (perSecond !== undefined) {
        const waitMs = startMs + (index * 1_000) / perSecond - performance.now();
        if (waitMs > 1) await sleep(waitMs);
      } else if (underWay.size >= atOnce) await Promise.race(underWay);
      const call: Promise<void> = this.send({ retryMs, bytes, urls }).finally(() => underWay.delete(call));
      underWay.add(call);
    }
    await Promise.all(underWay);
  }

  /** Sends events at a pace, without end. @returns what ends it, and resolves when each has its outcome. */
  flow(pace: Omit<Pace, "count" | "until">): () => Promise<void> {
    const end = new AbortController();
    const sending = this.produce({ ...pace, count: Number.POSITIVE_INFINITY, until: end.signal });
    return () => {
      end.abort();
      return sending;
    };
  }

  /** Sends many events in batches of up to 500; they share the outcome of their call. */
  async produceBatches(count: number, bytes = 0): Promise<void> {
    for (let left = count; left > 0; left -= 500) {
      const lines = Array.from({ length: Math.min(left, 500) }, () => this.open());
      const events = lines.map((line) => this.event(line, bytes));
      const { status, body } = await this.call(
        `${this.urlFor(0)}/api/events/batch`,
        `{"events":[${events.join(",")}]}`,
        randomUUID(),
      );
      const ids = (body as { data?: { id: string }[] } | undefined)?.data ?? [];
      lines.forEach((line, index) => this.close(line, status, ids[index]?.id));
    }
  }

  /** Sends one event many times at once with one Idempotency-Key: it stands in the ledger once. @returns each answer. */
  async produceTwins(count: number, key: string): Promise<{ status?: number; eventId?: string }[]> {
    const line = this.open();
    const event = this.event(line, 0);
    const answers = await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const { status, body } = await this.call(`${this.urlFor(index)}/api/events`, event, key);
        return { status, eventId: (body as { id?: string } | undefined)?.id };
      }),
    );
    this.close(line, answers[0]?.status, answers[0]?.eventId);
    return answers;
  }

  async end(): Promise<void> {
    await this.agent.close();
  }

  private open(): LedgerLine {
    const line: LedgerLine = {
      n: this.ledger.length,
      sentAtMs: epochMs(),
      apiMs: 0,
      tries: 0,
      outcome: "ambiguous",
    };
    this.ledger.push(line);
    return line;
  }

  private event({ n }: LedgerLine, bytes: number): string {
    const filler = bytes === 0 ? "" : `,"filler":"${"x".repeat(bytes)}"`;
    return `{"type":"${this.options.type ?? "project.created"}","data":{"n":${n}${filler}}}`;
  }

  private close(line: LedgerLine, status: number | undefined, eventId: string | undefined): void {
    line.status = status;
    if (status === undefined) line.outcome = "ambiguous";
    else if (status >= 200 && status < 300 && eventId !== undefined) {
      line.outcome = "accepted";
      line.eventId = eventId;
    } else line.outcome = "refused";
  }

  private async send({ retryMs, bytes, urls }: SendOptions): Promise<void> {
    const line = this.open();
    const key = randomUUID();
    const deadlineMs = performance.now() + retryMs;
    for (;;) {
      const startedMs = performance.now();
      const url = `${this.urlFor(line.n, urls)}/api/events`;
      const { status, body } = await this.call(url, this.event(line, bytes), key);
      line.apiMs = performance.now() - startedMs;
      line.tries += 1;
      this.close(line, status, (body as { id?: string } | undefined)?.id);
      const isUndecided = status === undefined || status === 503 || status === 409;
      if (!isUndecided || performance.now() > deadlineMs) return;
      // As clients should: ever more slowly, and not all at once.
      await sleep(Math.min(RETRY_PAUSE_MS_MIN * 2 ** line.tries, RETRY_PAUSE_MS_MAX) * (0.5 + Math.random()));
    }
  }

  /** The web processes of this moment take turns: one may have been killed since the last call. */
  private urlFor(n: number, urls: readonly string[] = this.options.urls()): string {
    return urls[n % urls.length] ?? "http://127.0.0.1:1";
  }

  private async call(url: string, body: string, key: string): Promise<{ status?: number; body?: unknown }> {
    try {
      const response = await request(url, {
        method: "POST",
        dispatcher: this.agent,
        headers: {
          authorization: `Bearer ${this.options.key}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.body.text();
      return { status: response.statusCode, body: parsed(text) };
    } catch {
      return {}; // Nobody can know whether it was taken: that is what "ambiguous" is for.
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
