import { valueInWords } from "@/lib/client/audit-words";

/** What was and what is; of a new thing, what it began with. */
export function AuditDiff({ diff, isNew }: { diff: Record<string, [unknown, unknown]>; isNew: boolean }) {
  return (
    <table aria-label="What changed" className="w-full table-fixed text-left text-[0.8125rem]">
      <thead>
        <tr className="text-muted">
          <th scope="col" className="w-1/4 py-1 pr-4 font-medium">
            Field
          </th>
          {!isNew && (
            <th scope="col" className="py-1 pr-4 font-medium">
              Before
            </th>
          )}
          <th scope="col" className="py-1 font-medium">
            {isNew ? "Value" : "After"}
          </th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(diff).map(([field, [before, after]]) => (
          <tr key={field} className="border-t border-border align-top">
            <th scope="row" className="py-1.5 pr-4 font-mono font-normal wrap-anywhere">
              {field}
            </th>
            {!isNew && (
              <td className="py-1.5 pr-4">
                <Value value={before} look="bg-bad-soft text-bad" mark="−" />
              </td>
            )}
            <td className="py-1.5">
              <Value value={after} look="bg-ok-soft text-ok" mark="+" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value, look, mark }: { value: unknown; look: string; mark: string }) {
  if (value === null) return <span className="text-muted">{valueInWords(value)}</span>;
  return (
    <span className={`inline-flex max-w-full gap-1.5 rounded-sm px-1.5 font-mono ${look}`}>
      <span aria-hidden>{mark}</span>
      <bdi className="min-w-0 wrap-anywhere">{valueInWords(value)}</bdi>
    </span>
  );
}
