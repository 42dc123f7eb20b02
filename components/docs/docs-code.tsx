import { CodeBlock } from "@/components/ui/code-block";
import { CodeTokens } from "./code-tokens";
import type { CodeLanguage } from "./highlight";

/** Code in colours, to be copied. On the server only. */
export function DocsCode({ label, code, language }: { label: string; code: string; language: CodeLanguage }) {
  return (
    <CodeBlock label={label} code={code}>
      <CodeTokens code={code} language={language} />
    </CodeBlock>
  );
}
