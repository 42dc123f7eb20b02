import type { UseFormRegisterReturn } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { passwordStrength } from "@/lib/client/password-strength";
import { PASSWORD_LENGTH_MIN } from "@/lib/users/schemas";

/** A password to be made up, with a word on how well it would hold. */
export function NewPasswordField({
  label,
  value,
  error,
  registration,
}: {
  label: string;
  value: string;
  error: string | undefined;
  registration: UseFormRegisterReturn;
}) {
  const hint = (
    <span aria-live="polite">
      {value === ""
        ? `At least ${PASSWORD_LENGTH_MIN} characters; a few words make a good one.`
        : `Strength: ${passwordStrength(value)}.`}
    </span>
  );
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => <PasswordInput {...control} {...registration} autoComplete="new-password" />}
    </Field>
  );
}
