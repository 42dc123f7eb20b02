import { schemaFields, type SchemaField } from "@/lib/client/json/schema-fields";

/** The fields of a schema, nested ones below their own. */
export function FieldTable({ schema, label }: { schema: object; label: string }) {
  const fields = schemaFields(schema);
  if (fields.length === 0) return <p className="text-muted">The schema names no fields.</p>;
  return (
    <section aria-label={label} className="min-w-0">
      <table className="block w-full md:table">
        <thead className="border-b border-border text-left text-[0.8125rem] text-muted max-md:sr-only">
          <tr>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Field
            </th>
            <th scope="col" className="py-1.5 pr-4 font-medium">
              Type
            </th>
            <th scope="col" className="py-1.5 font-medium">
              Meaning
            </th>
          </tr>
        </thead>
        <tbody className="block divide-y divide-border md:table-row-group">
          {fields.map((field) => (
            <FieldRow key={field.path} field={field} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const INDENT_REM = 1;

function FieldRow({ field }: { field: SchemaField }) {
  const { path, name, depth, type, isRequired, values, description, limits } = field;
  return (
    <tr className="block py-2 align-top md:table-row md:break-inside-avoid">
      <th scope="row" className="block text-left font-normal md:table-cell md:py-2 md:pr-4">
        <span className="block" style={{ paddingLeft: `${depth * INDENT_REM}rem` }}>
          <code title={path} className="font-mono text-[0.8125rem] font-medium wrap-anywhere">
            {name}
          </code>
          {isRequired && <span className="ml-2 text-[0.8125rem] whitespace-nowrap text-warn">required</span>}
        </span>
      </th>
      <td className="block text-[0.8125rem] text-muted wrap-anywhere md:table-cell md:py-2 md:pr-4">{type}</td>
      <td className="block min-w-0 text-[0.8125rem] md:table-cell md:py-2">
        {description !== null && (
          <p dir="auto" className="wrap-anywhere">
            {description}
          </p>
        )}
        {values.length > 0 && (
          <p className="flex flex-wrap items-center gap-1 text-muted">
            One of
            {values.map((value) => (
              <code key={value} className="rounded-sm bg-raised px-1 font-mono text-foreground wrap-anywhere">
                {value}
              </code>
            ))}
          </p>
        )}
        {limits.length > 0 && <p className="text-muted wrap-anywhere">{limits.join(" · ")}</p>}
        {description === null && values.length === 0 && limits.length === 0 && (
          <span className="text-muted max-md:hidden">–</span>
        )}
      </td>
    </tr>
  );
}
