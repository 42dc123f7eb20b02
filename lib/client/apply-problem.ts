import { ProblemError } from "./fetcher";

/**
 * Puts a refusal where it belongs in a form.
 * @param setField shows a message at one of the form's own fields.
 * @returns what is left to be said about the whole form; undefined when the fields say it all.
 */
export function applyProblem<Name extends string>(
  error: unknown,
  fields: readonly Name[],
  setField: (name: Name, message: string) => void,
): string | undefined {
  if (!(error instanceof ProblemError)) return "Something went wrong in this page. Reload it, then try again.";
  const known = error.fields.flatMap(({ path, message }) => {
    const name = fields.find((field) => field === path);
    return name === undefined ? [] : [{ name, message }];
  });
  for (const { name, message } of known) setField(name, message);
  return known.length > 0 && known.length === error.fields.length ? undefined : error.message;
}
