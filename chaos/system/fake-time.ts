import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { requireProgram } from "@/scripts/system/find-program";

/** Brings the library that lies to a process about the time. */
export const LIBFAKETIME = {
  names: ["faketime"],
  packages: { "apt-get": "faketime", dnf: "libfaketime", apk: "libfaketime" },
};

const FOLDERS = ["/usr/lib", "/usr/lib64", "/usr/local/lib"];

/** @returns the path of libfaketime, which is installed where it is missing. @throws Error where it cannot be found. */
export async function requireLibrary(program: typeof LIBFAKETIME): Promise<string> {
  await requireProgram(program, console.log);
  for (const folder of FOLDERS.filter(existsSync)) {
    const below = readdirSync(folder).map((name) => join(folder, name));
    const found = [folder, ...below]
      .flatMap((each) => [join(each, "faketime", "libfaketime.so.1"), join(each, "libfaketime.so.1")])
      .find(existsSync);
    if (found !== undefined) return found;
  }
  throw new Error("libfaketime.so.1 was not found although faketime is installed.");
}
