import { Field, Input } from "@/components/ui/field";

type Limits = { rate: string; max: string };

/** @returns whether it is empty, or a whole number from 1 to `most`. */
export function isLimit(text: string, most: number): boolean {
  return text === "" || (/^\d{1,8}$/.test(text) && Number(text) >= 1 && Number(text) <= most);
}

/** How fast, and how many at most. */
export function BulkLimits({ limits, onChange }: { limits: Limits; onChange: (limits: Limits) => void }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Per second, at most"
        hint="Empty: as fast as the endpoints' own limits allow."
        error={isLimit(limits.rate, 1_000) ? undefined : "must be a whole number from 1 to 1,000"}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={limits.rate}
            onChange={({ target }) => onChange({ ...limits, rate: target.value.trim() })}
          />
        )}
      </Field>
      <Field
        label="Stop after"
        hint="Empty: all of them. The newest go first."
        error={isLimit(limits.max, 10_000_000) ? undefined : "must be a whole number from 1 to 10,000,000"}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={limits.max}
            onChange={({ target }) => onChange({ ...limits, max: target.value.trim() })}
          />
        )}
      </Field>
    </div>
  );
}
