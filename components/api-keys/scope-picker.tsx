import type { Scope } from "@/lib/access/scopes";
import { Checkbox } from "@/components/ui/checkbox";
import { scopeGroups } from "@/lib/client/api-key-facts";

const GROUPS = scopeGroups();
const WORDS: Record<string, string> = { read: "Read", write: "Write" };

/** Each scope by itself, in rows of what it is about. */
export function ScopePicker({
  value,
  onChange,
  error,
}: {
  value: readonly Scope[];
  onChange: (scopes: Scope[]) => void;
  error: string | undefined;
}) {
  const toggle = (scope: Scope, on: boolean) =>
    onChange(on ? [...value, scope] : value.filter((kept) => kept !== scope));
  return (
    <fieldset className="min-w-0" aria-describedby={error === undefined ? undefined : "scopes-error"}>
      <legend className="sr-only">Scopes</legend>
      {error !== undefined && (
        <p id="scopes-error" role="alert" className="mb-2 text-[0.8125rem] text-bad">
          {error}
        </p>
      )}
      <ul className="grid gap-x-6 rounded-lg border border-border px-3 py-1 sm:grid-cols-2">
        {GROUPS.map(({ noun, scopes }) => (
          <li key={noun} className="flex min-h-9 flex-wrap items-center justify-between gap-x-3">
            <span className="font-mono text-[0.8125rem]">{noun}</span>
            <span className="grid grid-cols-[4rem_4rem]">
              {scopes.map((scope) => (
                <label
                  key={scope}
                  className="flex min-h-8 cursor-pointer items-center gap-2 text-[0.8125rem]"
                  style={{ gridColumn: scope.endsWith(":read") ? 1 : 2 }}
                >
                  <Checkbox
                    aria-label={scope}
                    checked={value.includes(scope)}
                    onCheckedChange={(checked) => toggle(scope, checked)}
                  />
                  {WORDS[scope.slice(noun.length + 1)]}
                </label>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
