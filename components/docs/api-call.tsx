import { DocsCode } from "@/components/docs/docs-code";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code-block";
import { type Answer, type ApiCall, type Field, splitSummary } from "@/lib/client/api-reference";
import { ApiFields } from "./api-fields";
import { Mono } from "./prose";
import { TypeName } from "./type-name";

const OK = /^2/;

/** One call of the API: what it needs, takes and answers. */
export function ApiCallEntry({ call, objects }: { call: ApiCall; objects: ReadonlySet<string> }) {
  const { id, method, path, summary, needs, parameters, body, answers, command } = call;
  const { title, rest } = splitSummary(summary);
  const example = answers.find(({ status }) => OK.test(status))?.payload?.example ?? null;
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid min-w-0 grid-cols-1 gap-4 rounded-lg border border-border bg-surface p-4 target:border-accent sm:p-5"
    >
      <div className="grid grid-cols-1 gap-1.5">
        <h2 id={`${id}-title`} className="text-base font-semibold">
          <a href={`#${id}`} className="rounded-sm hover:underline">
            {title}
          </a>
        </h2>
        {rest !== "" && <p>{rest}</p>}
        <p className="flex flex-wrap items-center gap-2 font-mono text-[0.8125rem] wrap-anywhere">
          <span className="rounded-md bg-raised px-2 py-0.5 font-semibold">{method}</span>
          {path}
        </p>
        <p className="text-muted">
          Needs {needs.includes(":") ? "the scope " : ""}
          {needs.includes(":") ? <Mono>{needs}</Mono> : needs}.
        </p>
      </div>
      {PLACES.map(({ place, title }) => (
        <Fields key={place} title={title} fields={parameters.filter((one) => one.in === place)} objects={objects} />
      ))}
      {body !== null && (
        <Fields title={body.required ? "Body" : "Body (optional)"} fields={body.fields} objects={objects} />
      )}
      <DocsCode label={`${method} ${path}`} code={command} language="bash" />
      <Answers answers={answers} objects={objects} />
      {example !== null && (
        <details className="min-w-0">
          <summary className="min-h-6 cursor-pointer text-[0.8125rem] font-medium">Example of an answer</summary>
          <div className="mt-2">
            <CodeBlock label={`Answer of ${method} ${path}`} code={example} />
          </div>
        </details>
      )}
    </section>
  );
}

const PLACES = [
  { place: "path", title: "In the path" },
  { place: "query", title: "In the query" },
  { place: "header", title: "In a header" },
];

function Fields({ title, fields, objects }: { title: string; fields: readonly Field[]; objects: ReadonlySet<string> }) {
  if (fields.length === 0) return null;
  return (
    <div className="grid grid-cols-1 gap-2">
      <h3 className="text-[0.8125rem] font-medium">{title}</h3>
      <ApiFields caption={title} fields={fields} objects={objects} />
    </div>
  );
}

function Answers({ answers, objects }: { answers: readonly Answer[]; objects: ReadonlySet<string> }) {
  const refusals = answers.filter(({ status }) => !OK.test(status));
  return (
    <div className="grid grid-cols-1 gap-2">
      <h3 className="text-[0.8125rem] font-medium">Answers</h3>
      {answers
        .filter(({ status }) => OK.test(status))
        .map(({ status, payload, contentType }) => (
          <div key={status} className="grid grid-cols-1 gap-2">
            <p className="flex flex-wrap items-center gap-2">
              <Badge tone="ok">{status}</Badge>
              {payload === null ? (
                (contentType ?? "No body")
              ) : (
                <TypeName type={payload.type} object={payload.object} objects={objects} />
              )}
            </p>
            {payload !== null && payload.fields.length > 0 && (
              <ApiFields caption={`Answer ${status}`} fields={payload.fields} objects={objects} />
            )}
          </div>
        ))}
      {refusals.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-[0.8125rem] text-muted">
          {refusals.map(({ status, description }) => (
            <li key={status}>
              <span className="font-medium text-foreground">{status}</span> {description}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
