import { CodeBlock } from "@/components/ui/code-block";
import { FieldTable } from "./field-table";
import type { ListedType } from "./type-group";
import { TypeMarks } from "./type-marks";

/** All of a type, to be read on paper too. */
export function FullType({ type }: { type: ListedType }) {
  const { name, description, schema, example } = type;
  return (
    <section
      aria-labelledby={`type-${name}`}
      className="min-w-0 rounded-lg border border-border bg-surface p-4 sm:p-6 print:break-inside-avoid print:border-0 print:p-0"
    >
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id={`type-${name}`} className="text-base font-semibold wrap-anywhere">
          {name}
        </h2>
        <TypeMarks {...type} />
        {description !== null && (
          <p dir="auto" className="basis-full text-muted">
            {description}
          </p>
        )}
      </div>
      <TypeContract name={name} schema={schema} example={example} />
    </section>
  );
}

/** The fields beside an example. */
export function TypeContract({ name, schema, example }: { name: string; schema: object | null; example: unknown }) {
  return (
    <div className="grid min-w-0 items-start gap-6 xl:grid-cols-2 print:grid-cols-2">
      {schema === null ? (
        <p className="text-muted">There is no schema: any data is accepted.</p>
      ) : (
        <FieldTable schema={schema} label={`Fields of ${name}`} />
      )}
      {example === null ? (
        <p className="text-muted">There is no example.</p>
      ) : (
        <CodeBlock label="Example of data" code={JSON.stringify(example, null, 2)} />
      )}
    </div>
  );
}
