import { Field, Input } from "@/components/ui/field";
import { formatAtLeast } from "@/components/values/count";

/** Has a large number typed before something is done so many times. */
export function TypedNumber({
  count,
  isExact,
  typed,
  onChange,
}: {
  count: number;
  /** Whether there are no more. */
  isExact: boolean;
  typed: string;
  onChange: (typed: string) => void;
}) {
  return (
    <Field label={`Type ${count} to go on`} hint={`These are ${formatAtLeast(count, isExact)} deliveries.`}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={({ target }) => onChange(target.value.trim())}
        />
      )}
    </Field>
  );
}
