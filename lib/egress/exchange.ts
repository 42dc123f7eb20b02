import type { Dispatcher } from "undici";
import type { AttemptPhases, AttemptResult, AttemptStep, BodyError } from "./attempt-result";
import type { Connection } from "./connection";
import { newConnectReport } from "./connector";
import { errorCodeOf, nativeCodeOf } from "./error-code";

/** The status is known by then; beyond this the socket is cut. */
const BODY_BYTES_READ_MAX = 64 * 1024;
const BODY_BYTES_STORED_MAX = 16 * 1024;

/** Early hints, blank lines and chunk extensions are in no other limit. A body of chunks of a byte each stays below. */
const WIRE_BYTES_MAX = 1024 * 1024;
const WIRE_LOOK_MS = 50;

/** `isReusable`: the answer was read to its end, so the next request may use the connection. */
export type Finished = (result: AttemptResult, isReusable: boolean) => void;

/** One request and its answer on one connection, seen from undici's side. Reports exactly once. */
export class Exchange implements Dispatcher.DispatchHandler {
  private readonly startedMs = performance.now();
  private readonly openingsBefore: number;
  private readonly timer: NodeJS.Timeout;
  private wireTimer: NodeJS.Timeout | null = null;
  private sentMs: number | null = null;
  private headersMs: number | null = null;
  private status: number | null = null;
  private headers: [string, string][] = [];
  private chunks: Buffer[] = [];
  private storedBytes = 0;
  private readBytes = 0;
  private isFinished = false;

  constructor(
    private readonly connection: Connection,
    timeoutMs: number,
    private readonly finished: Finished,
  ) {
    this.openingsBefore = connection.openings;
    this.timer = setTimeout(() => this.onTimeLimit(), timeoutMs);
  }

  onRequestStart(): void {
    this.sentMs = performance.now();
    const before = this.connection.bytesRead;
    this.wireTimer = setInterval(() => {
      if (this.connection.bytesRead - before > WIRE_BYTES_MAX) this.onFlood();
    }, WIRE_LOOK_MS);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    // 1xx answers precede the one that counts.
    if (this.isFinished || status < 200) return;
    this.headersMs = performance.now();
    this.status = status;
    this.headers = headerPairs(controller.rawHeaders);
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.isFinished) return;
    this.readBytes += chunk.length;
    const room = BODY_BYTES_STORED_MAX - this.storedBytes;
    if (room > 0) {
      const kept = chunk.subarray(0, room);
      this.chunks.push(kept);
      this.storedBytes += kept.length;
    }
    if (this.readBytes > BODY_BYTES_READ_MAX) this.finishResponse("too_large");
  }

  onResponseEnd(): void {
    this.finishResponse(null);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (this.status !== null) return this.finishResponse("cut_off");
    const step = this.step();
    this.finishError(errorCodeOf(error, step), step, nativeCodeOf(error));
  }

  private onTimeLimit(): void {
    if (this.status !== null) return this.finishResponse("timeout");
    const step = this.step();
    if (step === "request") return this.finishError("headers_timeout", step, null);
    this.finishError(step === "dns" ? "dns_temporary" : "conn_timeout", step, null);
  }

  private onFlood(): void {
    if (this.status !== null) return this.finishResponse("too_large");
    this.finishError("bad_http", "request", "UND_ERR_HEADERS_OVERFLOW");
  }

  private finishResponse(bodyError: BodyError | null): void {
    const { status } = this;
    if (status === null) return;
    this.finish(
      {
        outcome: "response",
        status,
        headers: this.headers,
        body: Buffer.concat(this.chunks),
        bodyBytes: this.readBytes,
        bodyTruncated: bodyError !== null || this.readBytes > this.storedBytes,
        bodyError,
        ...this.common(),
      },
      bodyError === null,
    );
  }

  private finishError(
    error: Extract<AttemptResult, { outcome: "error" }>["error"],
    step: AttemptStep,
    nativeCode: string | null,
  ): void {
    this.finish({ outcome: "error", error, step, nativeCode, ...this.common() }, false);
  }

  private finish(result: AttemptResult, isReusable: boolean): void {
    if (this.isFinished) return;
    this.isFinished = true;
    clearTimeout(this.timer);
    if (this.wireTimer !== null) clearInterval(this.wireTimer);
    this.finished(result, isReusable);
  }

  /** Before the request is on the wire, the step is the connection's. */
  private step(): AttemptStep {
    if (this.sentMs !== null) return "request";
    const { step } = this.connection.report;
    return step === "request" ? "tcp" : step;
  }

  private common(): { phases: AttemptPhases; remoteAddress: string | null } {
    const { report } = this.connection;
    const reusedConnection = this.sentMs !== null && this.connection.openings === this.openingsBefore;
    const opening = reusedConnection ? newConnectReport() : report;
    const nowMs = performance.now();
    return {
      remoteAddress: report.remoteAddress,
      phases: {
        dnsMs: opening.dnsMs,
        tcpMs: opening.tcpMs,
        tlsMs: opening.tlsMs,
        ttfbMs: this.sentMs === null || this.headersMs === null ? null : this.headersMs - this.sentMs,
        downloadMs: this.headersMs === null ? null : nowMs - this.headersMs,
        totalMs: nowMs - this.startedMs,
        reusedConnection,
        protocol: this.sentMs === null ? null : "HTTP/1.1",
        tlsVersion: report.tlsVersion,
        certificate: report.certificate,
      },
    };
  }
}

/** Header bytes are read as Latin-1, the one reading that loses none (RFC 9110, section 5.5). */
function headerPairs(raw: Dispatcher.DispatchController["rawHeaders"]): [string, string][] {
  const pairs: [string, string][] = [];
  if (!Array.isArray(raw)) return pairs;
  for (let index = 0; index + 1 < raw.length; index += 2) pairs.push([latin1(raw[index]), latin1(raw[index + 1])]);
  return pairs;
}

function latin1(text: Buffer | string | undefined): string {
  return typeof text === "string" ? text : (text?.toString("latin1") ?? "");
}
