import { DocsArticle } from "@/components/docs/docs-article";
import { DocsSection, DocsTable } from "@/components/docs/prose";
import { DOCUMENTED_LIMITS } from "@/lib/client/documented-limits";

export function LimitsPage() {
  return (
    <DocsArticle slug="limits">
      <DocsSection id="limits" title="Limits">
        {DOCUMENTED_LIMITS.map(({ about, limits }) => (
          <div key={about} className="grid grid-cols-1 gap-2">
            <h3 className="font-medium">{about}</h3>
            <DocsTable
              caption={`Limits: ${about}`}
              head={["What", "Limit", "Beyond it"]}
              rows={limits.map(({ what, limit, beyond }) => ({
                key: what,
                cells: [
                  what,
                  <span key="limit" className="text-foreground">
                    {limit}
                  </span>,
                  beyond,
                ],
              }))}
            />
          </div>
        ))}
      </DocsSection>
    </DocsArticle>
  );
}
