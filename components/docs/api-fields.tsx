import type { Field } from "@/lib/client/api-reference";
import { TypeName } from "./type-name";

/** Fields as a list: the name and type in a line, what is said of it below. */
export function ApiFields({
  caption,
  fields,
  objects,
}: {
  caption: string;
  fields: readonly Field[];
  objects: ReadonlySet<string>;
}) {
  return (
    <ul aria-label={caption} className="divide-y divide-border rounded-lg border border-border">
      {fields.map(({ name, type, object, required, description }) => (
        <li key={name} className="grid grid-cols-1 gap-0.5 px-3 py-2">
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
            <span className="font-mono text-[0.8125rem] font-medium wrap-anywhere">{name}</span>
            <span className="min-w-0 text-muted wrap-anywhere">
              <TypeName type={type} object={object} objects={objects} />
            </span>
            {required && <span className="text-[0.75rem] text-muted">required</span>}
          </p>
          {description !== "" && <p className="text-[0.8125rem] text-muted">{description}</p>}
        </li>
      ))}
    </ul>
  );
}
