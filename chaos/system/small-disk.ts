import { mkdirSync, mkdtempSync, rmSync, chownSync, closeSync, openSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findAccount } from "@/scripts/postgres/account";
import { runCommand } from "@/scripts/processes/run-command";

/** A file system of its own that can be full. */
export type SmallDisk = {
  /** A folder on it that belongs to PostgreSQL's user. */
  folder: string;
  /** Takes all the room that is left. */
  fill: () => Promise<void>;
  /** Gives it back. */
  free: () => Promise<void>;
  /** Takes it away, once PostgreSQL has ended. */
  release: () => void;
};

const BLOCK = Buffer.alloc(1024 * 1024);

/** Mounts a file system in memory. @throws Error where that is not allowed: it takes root. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk> {
  const mount = mkdtempSync(join(tmpdir(), "posthorn-disk-"));
  const mounted = await runCommand("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", mount]);
  if (mounted.exitCode !== 0)
    throw new Error(`A small file system could not be mounted, which takes root: ${mounted.output}`);
  const folder = join(mount, "tables");
  mkdirSync(folder);
  const { uid, gid } = await findAccount();
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  const filler = join(mount, "filler");
  return {
    folder,
    async fill() {
      const file = openSync(filler, "a");
      // To the last byte: with blocks first, then with what still fits.
      for (const size of [BLOCK.length, 4096, 1]) {
        try {
          for (;;) writeSync(file, BLOCK, 0, size);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        }
      }
      closeSync(file);
    },
    async free() {
      rmSync(filler, { force: true });
    },
    release() {
      // Lazily: PostgreSQL is ended after the experiment, and takes its files along.
      void runCommand("umount", ["-l", mount]).then(() => rmSync(mount, { recursive: true, force: true }));
    },
  };
}
