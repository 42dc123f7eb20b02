/**
 * Use it in place of URL.canParse: compiled code of Node 20 takes the bytes of a Latin-1 string for UTF-8 there, and says
 * no to `https://bücher.example`.
 * @returns the URL; null for what is none.
 */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
