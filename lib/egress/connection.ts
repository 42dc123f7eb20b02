import type { Socket } from "node:net";
import { Client } from "undici";
import { type ConnectorOptions, type ConnectReport, newConnectReport, openConnection } from "./connector";
import type { CheckedUrl } from "./url";

export type ConnectionOptions = ConnectorOptions & { keepAliveMs: number; keepAliveMsMax: number };

const RESPONSE_HEADER_BYTES_MAX = 16 * 1024;

/**
 * One HTTP/1.1 connection for one request at a time. An undici Client each, rather than an undici Pool, because only so
 * is it known which socket a request used: its phases, its address, and what to cut when an answer is too long.
 */
export class Connection {
  readonly origin: string;
  readonly client: Client;
  report: ConnectReport = newConnectReport();
  /** Set by each opening of a socket; a request that finds it unchanged reused the connection. */
  openings = 0;
  private socket: Socket | null = null;
  private cancelOpening: (() => void) | null = null;

  constructor(target: CheckedUrl, options: ConnectionOptions, onDisconnect: (connection: Connection) => void) {
    this.origin = target.url.origin;
    this.client = new Client(this.origin, {
      // undici's own limits watch single chunks and phases; the attempt has one limit over everything.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: RESPONSE_HEADER_BYTES_MAX,
      keepAliveTimeout: options.keepAliveMs,
      keepAliveMaxTimeout: options.keepAliveMsMax,
      connect: (_options, done) => {
        this.openings += 1;
        this.report = newConnectReport();
        this.cancelOpening = openConnection(target, options, this.report, (error, socket) => {
          if (socket === null) done(error ?? new Error("no socket"), null);
          else done(null, (this.socket = socket));
        });
      },
    });
    this.client.on("disconnect", () => onDisconnect(this));
  }

  /** Bytes that came over the wire so far, whatever they were. */
  get bytesRead(): number {
    return this.socket?.bytesRead ?? 0;
  }

  /** Cuts the socket, in whatever state it is. */
  discard(): void {
    void this.client.destroy();
    this.cancelOpening?.();
  }
}
