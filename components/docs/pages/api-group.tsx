import { ApiCallEntry } from "@/components/docs/api-call";
import { ApiFields } from "@/components/docs/api-fields";
import { PageHeading } from "@/components/layout/page-heading";
import type { ApiGroup } from "@/lib/client/api-reference";
import type { Links } from "@/lib/client/links";

/** The calls of one group, and below them the objects they speak of. */
export function ApiGroupPage({ group, links }: { group: ApiGroup; links: Links }) {
  const objects = new Set(group.objects.map(({ name }) => name));
  return (
    <article className="grid max-w-3xl min-w-0 content-start gap-6">
      <PageHeading title={group.title} breadcrumb={[{ label: "API reference", href: links.docs("api") }]}>
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 print:hidden">
          {group.calls.map(({ id, summary }) => (
            <li key={id}>
              <a href={`#${id}`} className="rounded-sm text-accent underline decoration-1 underline-offset-4">
                {summary}
              </a>
            </li>
          ))}
        </ul>
      </PageHeading>
      {group.calls.map((call) => (
        <ApiCallEntry key={call.id} call={call} objects={objects} />
      ))}
      {group.objects.length > 0 && (
        <section aria-labelledby="objects" className="grid gap-4">
          <h2 id="objects" className="text-base font-semibold">
            Objects
          </h2>
          {group.objects.map(({ name, fields }) => (
            <div key={name} id={`object-${name}`} className="grid gap-2">
              <h3 className="font-mono text-[0.8125rem] font-medium">{name}</h3>
              <ApiFields caption={name} fields={fields} objects={objects} />
            </div>
          ))}
        </section>
      )}
    </article>
  );
}
