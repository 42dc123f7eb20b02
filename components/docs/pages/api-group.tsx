import { ApiCallEntry } from "@/components/docs/api-call";
import { ApiFields } from "@/components/docs/api-fields";
import { DocsColumns } from "@/components/docs/docs-article";
import { PageHeading } from "@/components/layout/page-heading";
import { type ApiCall, type ApiGroup, splitSummary } from "@/lib/client/api-reference";
import type { Links } from "@/lib/client/links";

/** The calls of one group, and below them the objects they speak of. */
export function ApiGroupPage({ group, links }: { group: ApiGroup; links: Links }) {
  const objects = new Set(group.objects.map(({ name }) => name));
  return (
    <DocsColumns parts={[...group.calls.map(toPart), ...(group.objects.length > 0 ? [OBJECTS] : [])]}>
      <PageHeading title={group.title} breadcrumb={[{ label: "API reference", href: links.docs("api") }]} />
      {group.calls.map((call) => (
        <ApiCallEntry key={call.id} call={call} objects={objects} />
      ))}
      {group.objects.length > 0 && (
        <section aria-labelledby="objects" className="grid min-w-0 grid-cols-1 gap-4">
          <h2 id="objects" className="text-base font-semibold">
            Objects
          </h2>
          {group.objects.map(({ name, fields }) => (
            <div key={name} id={`object-${name}`} className="grid min-w-0 grid-cols-1 gap-2">
              <h3 className="font-mono text-[0.8125rem] font-medium">{name}</h3>
              <ApiFields caption={name} fields={fields} objects={objects} />
            </div>
          ))}
        </section>
      )}
    </DocsColumns>
  );
}

const OBJECTS = { id: "objects", title: "Objects" };

function toPart({ id, summary }: ApiCall): { id: string; title: string } {
  return { id, title: splitSummary(summary).title };
}
