import type { Field } from "@/lib/client/api-reference";

/** The type in words; a link where the object is described on the same page. */
export function TypeName({ type, object, objects }: Pick<Field, "type" | "object"> & { objects: ReadonlySet<string> }) {
  if (object === null || !objects.has(object)) return <span className="font-mono text-[0.8125rem]">{type}</span>;
  return (
    <a
      href={`#object-${object}`}
      className="rounded-sm font-mono text-[0.8125rem] text-accent underline underline-offset-4"
    >
      {type}
    </a>
  );
}
