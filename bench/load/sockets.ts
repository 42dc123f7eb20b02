import { readdirSync, readFileSync, readlinkSync } from "node:fs";

const ESTABLISHED = "01";

/** @returns how many connections a process has open to a port, from /proc: Linux only; 0 when it is gone. */
export function countConnections(pid: number, port: number): number {
  try {
    const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
    const inodes = new Set(
      readFileSync(`/proc/${pid}/net/tcp`, "utf8")
        .split("\n")
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[2]?.endsWith(wanted) === true && fields[3] === ESTABLISHED)
        .map((fields) => `socket:[${fields[9]}]`),
    );
    return readdirSync(`/proc/${pid}/fd`).filter((fd) => inodes.has(linkOf(`/proc/${pid}/fd/${fd}`))).length;
  } catch {
    return 0;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ""; // it was closed while we looked
  }
}
