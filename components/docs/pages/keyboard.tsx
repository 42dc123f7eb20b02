import { DocsArticle } from "@/components/docs/docs-article";
import { DocsSection, DocsTable } from "@/components/docs/prose";
import { TextLink } from "@/components/layout/text-link";
import { ShortcutKeys } from "@/components/shell/shortcut-keys";
import { DOCUMENTED_SHORTCUTS } from "@/lib/client/documented-shortcuts";
import type { Links } from "@/lib/client/links";

export function KeyboardPage({ links }: { links: Links }) {
  return (
    <DocsArticle slug="keyboard">
      <DocsSection id="keys" title="Keys">
        <p>
          Press ? on any page for the keys that work there. Single keys never act while you type in a field, or while a
          dialog is open. They can be switched off under{" "}
          <TextLink href={links.settings("accessibility")}>Accessibility</TextLink>; those with Ctrl stay. On a Mac,
          Ctrl is the Command key.
        </p>
        {DOCUMENTED_SHORTCUTS.map(({ where, shortcuts }) => (
          <div key={where} className="grid grid-cols-1 gap-2">
            <h3 className="font-medium">{where}</h3>
            <DocsTable
              caption={`Keys: ${where}`}
              head={["Key", "What it does"]}
              rows={shortcuts.map(({ keys, label }) => ({
                key: keys,
                cells: [<ShortcutKeys key="keys" keys={keys} />, label],
              }))}
            />
          </div>
        ))}
      </DocsSection>
    </DocsArticle>
  );
}
