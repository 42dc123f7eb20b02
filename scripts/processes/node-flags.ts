/**
 * Flags of Node for the product's processes. A worker makes much that is short-lived; left to itself V8 lets the young part of its heap grow
 * to three times 16 MB, which takes memory and saves no time.
 */
export function nodeFlags(program: string): string[] {
  return ["--enable-source-maps", ...(program === "worker" ? ["--max-semi-space-size=8"] : [])];
}
