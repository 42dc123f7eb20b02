/** Puts text on the clipboard. Rejects where the browser refuses, and where it has none (an address without TLS). */
export async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
