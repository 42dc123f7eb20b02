import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import { gzipSync } from "node:zlib";
import type { HostileCertificates } from "./hostile-tls";

/** One way to be hostile, and how an attempt at it must end. */
export type HostileKind = {
  /** Called for each complete request; `n` counts those on this connection. */
  onRequest?: (socket: Socket, n: number) => void;
  /** Called before anything was read. */
  onConnection?: (socket: Socket) => void;
  tls?: (certificates: HostileCertificates) => TlsOptions;
  /** Called by https although it does not speak it. */
  isSecure?: boolean;
  /** The causes that may be recorded; null is none. */
  causes: readonly (string | null)[];
  isDelivered: boolean;
  /** Whether what is stored must be marked as less than what came. */
  isTruncated?: boolean;
};

const OK = "HTTP/1.1 200 OK\r\n";
const GIB = 1024 ** 3;
const block = Buffer.alloc(64 * 1024, "x");
const small = gzipSync(Buffer.alloc(8 * 1024 * 1024));
const member = gzipSync(Buffer.alloc(16 * 1024 * 1024));
/** One GiB of zeros in one MiB: members may follow one another. */
const bomb = Buffer.concat(Array.from({ length: 64 }, () => member));
const answer = (body = "", headers = "") => `${OK}Content-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;
const writes = (text: string | Buffer) => (socket: Socket) => void socket.write(text);
const ends = (text: string | Buffer) => (socket: Socket) => void socket.end(text);

/** Sends a little every 50 ms for as long as the other side listens. */
const drips = (start: string, drop: string) => (socket: Socket) => {
  socket.write(start);
  const timer = setInterval(() => socket.write(drop), 50);
  socket.on("close", () => clearInterval(timer));
};

/** Sends as fast as the other side takes it, up to `bytesMax`. */
const floods =
  (start: string, chunk: Buffer, bytesMax = Number.POSITIVE_INFINITY) =>
  (socket: Socket) => {
    let sent = 0;
    const pour = () => {
      while (!socket.destroyed && sent < bytesMax) {
        sent += chunk.length;
        if (!socket.write(chunk)) return;
      }
      socket.off("drain", pour);
    };
    socket.on("drain", pour);
    socket.write(start);
    pour();
  };

const repeated = (text: string) => Buffer.from(text.repeat(Math.ceil(block.length / text.length)));
const delivered = (causes: readonly (string | null)[] = [null]) => ({ causes, isDelivered: true });
const cut = (cause: string) => ({ causes: [cause], isDelivered: true, isTruncated: true });
const failed = (...causes: string[]) => ({ causes, isDelivered: false });

const SLOW: Record<string, HostileKind> = {
  "never-answers": { onRequest: () => undefined, ...failed("headers_timeout") },
  "drips-headers": { onRequest: drips(OK, "a"), ...failed("headers_timeout") },
  "drips-blank-lines": { onRequest: drips("", "\r\n"), ...failed("headers_timeout") },
  "drips-body": { onRequest: drips(`${OK}Content-Length: 1000000\r\n\r\n`, "x"), ...cut("body_timeout") },
  "drips-chunks": { onRequest: drips(`${OK}Transfer-Encoding: chunked\r\n\r\n`, "1\r\nx\r\n"), ...cut("body_timeout") },
  "length-too-long": { onRequest: writes(`${OK}Content-Length: 10\r\n\r\nok`), ...cut("body_timeout") },
  "drips-early-hints": { onRequest: drips("", "HTTP/1.1 103 Early Hints\r\n\r\n"), ...failed("headers_timeout") },
};

const LARGE: Record<string, HostileKind> = {
  "body-of-1-gb": { onRequest: floods(`${OK}Content-Length: ${GIB}\r\n\r\n`, block, GIB), ...cut("body_too_large") },
  "endless-chunks": {
    onRequest: floods(`${OK}Transfer-Encoding: chunked\r\n\r\n`, repeated("1\r\nx\r\n")),
    ...cut("body_too_large"),
  },
  "endless-chunk-extension": {
    onRequest: floods(`${OK}Transfer-Encoding: chunked\r\n\r\n1;`, block),
    ...cut("body_too_large"),
  },
  "gzip-bomb": {
    onRequest: floods(`${OK}Content-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`, bomb, bomb.length),
    ...cut("body_too_large"),
  },
  "small-gzip-bomb": {
    onRequest: floods(`${OK}Content-Encoding: gzip\r\nContent-Length: ${small.length}\r\n\r\n`, small, small.length),
    ...delivered(),
  },
  "header-of-20-kb": { onRequest: writes(answer("", `x-big: ${"x".repeat(20 * 1024)}\r\n`)), ...failed("bad_http") },
  "endless-header": { onRequest: floods(`${OK}x-big: `, block), ...failed("bad_http") },
  "endless-headers": { onRequest: floods(OK, repeated("x-header: value\r\n")), ...failed("bad_http") },
  "many-headers": {
    onRequest: writes(answer("ok", 'y: "\\"\r\n'.repeat(1_000))),
    ...delivered(),
  },
  "early-hints": {
    onRequest: writes("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n".repeat(100) + answer("ok")),
    ...delivered(),
  },
  "endless-early-hints": {
    onRequest: floods("", repeated("HTTP/1.1 103 Early Hints\r\n\r\n")),
    ...failed("bad_http"),
  },
  "endless-blank-lines": { onRequest: floods("", repeated("\r\n")), ...failed("bad_http") },
  "endless-trailers": {
    onRequest: floods(`${OK}Transfer-Encoding: chunked\r\n\r\n0\r\n`, repeated("x-trailer: value\r\n")),
    ...cut("body_cut_off"),
  },
};

const BROKEN: Record<string, HostileKind> = {
  "resets-after-reading": { onRequest: (socket) => void socket.resetAndDestroy(), ...failed("conn_reset") },
  "resets-at-once": { onConnection: (socket) => void socket.resetAndDestroy(), ...failed("conn_reset") },
  "closes-without-answer": { onRequest: ends(""), ...failed("conn_reset") },
  "closes-in-headers": { onRequest: ends(`${OK}Content-Le`), ...failed("conn_reset") },
  "closes-in-body": { onRequest: ends(`${OK}Content-Length: 1000\r\n\r\nok`), ...cut("body_cut_off") },
  "closes-in-chunk": { onRequest: ends(`${OK}Transfer-Encoding: chunked\r\n\r\n100\r\nok`), ...cut("body_cut_off") },
  "resets-in-body": {
    onRequest: (socket) =>
      void socket.write(`${OK}Content-Length: 1000\r\n\r\nok`, () => setTimeout(() => socket.resetAndDestroy(), 20)),
    ...cut("body_cut_off"),
  },
  "speaks-ssh": { onConnection: writes("SSH-2.0-OpenSSH_9.6\r\n"), ...failed("bad_http", "conn_reset") },
  "speaks-noise": { onRequest: (socket) => void socket.write(randomBytes(4_096)), ...failed("bad_http") },
  "answers-nul": { onRequest: writes(answer("", "x-nul: a\0b\r\n")), ...failed("bad_http") },
  "body-of-nul": { onRequest: writes(answer("\0".repeat(1_000))), ...delivered() },
  "two-lengths": { onRequest: writes(`${OK}Content-Length: 2\r\nContent-Length: 5\r\n\r\nok`), ...failed("bad_http") },
  "length-and-chunks": {
    onRequest: writes(`${OK}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`),
    ...failed("bad_http"),
  },
  "negative-length": { onRequest: writes(`${OK}Content-Length: -1\r\n\r\nok`), ...failed("bad_http") },
  "absurd-length": { onRequest: writes(`${OK}Content-Length: ${"9".repeat(40)}\r\n\r\nok`), ...failed("bad_http") },
  "length-too-short": { onRequest: writes(`${OK}Content-Length: 2\r\n\r\nok and more`), ...delivered() },
  "bad-chunk": { onRequest: writes(`${OK}Transfer-Encoding: chunked\r\n\r\nZZZ\r\nok`), ...cut("body_cut_off") },
  "unasked-upgrade": {
    onRequest: writes("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
    ...failed("bad_http"),
  },
  "continue-and-nothing": {
    onRequest: writes("HTTP/1.1 100 Continue\r\n\r\n"),
    ...failed("bad_http", "headers_timeout"),
  },
  "two-answers": {
    onRequest: writes(answer("ok") + answer("smuggled").replace("200 OK", "500 Smuggled")),
    ...delivered(),
  },
  "keep-alive-then-close": {
    onRequest: (socket) => void socket.write(answer("ok"), () => setTimeout(() => socket.destroy(), 30)),
    causes: [null, "conn_reset"],
    isDelivered: true,
  },
  "keep-alive-then-silence": {
    onRequest: (socket, n) => void (n === 1 && socket.write(answer("ok"))),
    causes: [null, "headers_timeout"],
    isDelivered: true,
  },
};

const OLD: TlsOptions = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
/** What is written past TLS: the other side finds no record in it. */
const rawGarbage = (socket: Socket) => {
  const { _parent: raw } = socket as Socket & { _parent?: Socket };
  raw?.write(randomBytes(512));
};

const BAD_TLS: Record<string, HostileKind> = {
  "tls-expired": { tls: ({ expired }) => expired, ...failed("tls_expired") },
  "tls-not-valid-yet": { tls: ({ early }) => early, ...failed("tls_expired") },
  "tls-self-signed": { tls: ({ selfSigned }) => selfSigned, ...failed("tls_self_signed") },
  "tls-wrong-name": { tls: ({ wrongName }) => wrongName, ...failed("tls_name") },
  "tls-unknown-authority": { tls: ({ unknownAuthority }) => unknownAuthority, ...failed("tls_chain") },
  "tls-huge-chain": { tls: ({ hugeChain }) => hugeChain, ...failed("tls_self_signed") },
  "tls-too-old": { tls: ({ selfSigned }) => ({ ...selfSigned, ...OLD }), ...failed("tls_proto") },
  "tls-wants-certificate": {
    tls: ({ trusted }) => ({ ...trusted, requestCert: true, rejectUnauthorized: true }),
    ...failed("tls_proto", "conn_reset"),
  },
  "tls-garbage-inside": { tls: ({ trusted }) => trusted, onRequest: rawGarbage, ...failed("bad_http", "conn_reset") },
  "tls-on-plain-port": {
    isSecure: true,
    onConnection: writes("HTTP/1.1 400 Bad Request\r\n\r\n"),
    ...failed("tls_proto"),
  },
  "tls-never-shakes-hands": { isSecure: true, ...failed("conn_timeout") },
  "tls-drips": { isSecure: true, onConnection: drips("", "\x16"), ...failed("tls_proto", "conn_timeout") },
  "tls-resets": { isSecure: true, onConnection: (socket) => void socket.resetAndDestroy(), ...failed("conn_reset") },
};

/** Every kind, by name. */
export const HOSTILE: Readonly<Record<string, HostileKind>> = { ...SLOW, ...LARGE, ...BROKEN, ...BAD_TLS };
