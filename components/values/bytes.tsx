import prettyBytes from "pretty-bytes";

/** @returns such as "64 KiB". */
export function formatBytes(bytes: number): string {
  return prettyBytes(bytes, { binary: true, maximumFractionDigits: 1 });
}
