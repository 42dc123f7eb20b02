import { createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { SampleLanguage } from "@/lib/client/verification-samples";

export type CodeLanguage = SampleLanguage | "json" | "http";

/** A piece of a line with its colour in each theme. */
export type CodeToken = { text: string; light: string | undefined; dark: string | undefined };

// The high-contrast pair: every colour is readable on our raised surface, in both themes.
const THEMES = { light: "github-light-high-contrast", dark: "github-dark-high-contrast" };

let highlighter: Promise<HighlighterCore> | undefined;

/** One for the process: the engine is JavaScript's own regular expressions, so that nothing is compiled or fetched. */
function getHighlighter(): Promise<HighlighterCore> {
  highlighter ??= createHighlighterCore({
    engine: createJavaScriptRegexEngine({ forgiving: true }),
    themes: [
      import("shiki/themes/github-light-high-contrast.mjs"),
      import("shiki/themes/github-dark-high-contrast.mjs"),
    ],
    langs: [
      import("shiki/langs/bash.mjs"),
      import("shiki/langs/csharp.mjs"),
      import("shiki/langs/go.mjs"),
      import("shiki/langs/http.mjs"),
      import("shiki/langs/java.mjs"),
      import("shiki/langs/javascript.mjs"),
      import("shiki/langs/json.mjs"),
      import("shiki/langs/php.mjs"),
      import("shiki/langs/python.mjs"),
      import("shiki/langs/ruby.mjs"),
      import("shiki/langs/rust.mjs"),
    ],
  });
  return highlighter;
}

/** On the server. @returns the code line by line; its texts put together are the code. */
export async function highlight(code: string, language: CodeLanguage): Promise<CodeToken[][]> {
  const core = await getHighlighter();
  const { tokens } = core.codeToTokens(code, { lang: language, themes: THEMES, defaultColor: false });
  return tokens.map((line) =>
    line.reduce<CodeToken[]>((merged, { content, htmlStyle }) => {
      const [light, dark] = [htmlStyle?.["--shiki-light"], htmlStyle?.["--shiki-dark"]];
      const last = merged.at(-1);
      // Neighbours of one colour are one piece, and spaces have none: a third of the markup.
      if (last !== undefined && (content.trim() === "" || (last.light === light && last.dark === dark)))
        last.text += content;
      else merged.push({ text: content, light, dark });
      return merged;
    }, []),
  );
}
