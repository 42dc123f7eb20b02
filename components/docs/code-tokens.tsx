import type { CSSProperties } from "react";
import { type CodeLanguage, highlight } from "./highlight";

/** The code in colours. They come as style attributes, which the content security policy allows. */
export async function CodeTokens({ code, language }: { code: string; language: CodeLanguage }) {
  const lines = await highlight(code.trimEnd(), language);
  return (
    <span className="[&_span]:text-(--light) dark:[&_span]:text-(--dark)">
      {lines.map((line, number) => (
        <Line key={number} tokens={line} isLast={number === lines.length - 1} />
      ))}
    </span>
  );
}

function Line({ tokens, isLast }: { tokens: Awaited<ReturnType<typeof highlight>>[number]; isLast: boolean }) {
  return (
    <>
      {tokens.map(({ text, light, dark }, index) =>
        text.trim() === "" ? (
          text
        ) : (
          <span key={index} style={{ "--light": light, "--dark": dark } as CSSProperties}>
            {text}
          </span>
        ),
      )}
      {!isLast && "\n"}
    </>
  );
}
