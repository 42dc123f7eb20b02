import type { Readable } from "node:stream";

/**
 * What the API reads of a request. Next's request is one, and so is what the web process makes of a socket for the
 * calls that it answers by itself.
 */
export type ApiRequest = {
  /** Whole address; nothing but its path and query is looked at. */
  readonly url: string;
  readonly headers: Headers;
  /** The bytes as they come in. */
  readonly body: ReadableStream<Uint8Array> | Readable | null;
};
