import { Lock } from "lucide-react";

const MARK =
  "inline-flex items-center gap-1 rounded-md bg-raised px-1.5 py-0.5 text-[0.8125rem] whitespace-nowrap text-muted";

/** What is worth knowing of a type at a glance. */
export function TypeMarks({ own, schema, example }: { own: boolean; schema: unknown; example: unknown }) {
  return (
    <>
      {own && (
        <span className={MARK}>
          <Lock aria-hidden className="size-3.5" />
          Posthorn’s own
        </span>
      )}
      {schema === null && <span className={MARK}>No schema</span>}
      {example === null && <span className={MARK}>No example</span>}
    </>
  );
}
