import { Field, Input } from "@/components/ui/field";
import { formatCount } from "@/components/values/count";

/** Has a large number typed before something is done so many times. */
export function TypedNumber({
  count,
  typed,
  onChange,
}: {
  count: number;
  typed: string;
  onChange: (typed: string) => void;
}) {
  return (
    <Field label={`Type ${count} to go on`} hint={`These are ${formatCount(count)} deliveries.`}>
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
