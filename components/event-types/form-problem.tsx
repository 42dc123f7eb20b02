import { ProblemCard } from "@/components/ui/problem-card";
import { ProblemError } from "@/lib/client/fetcher";

const PLACED = /^(name|description|schema|example)(\.|$)/;

/** A refusal of a type's form, unless its fields say all of it. */
export function FormProblem({ error }: { error: Error | null }) {
  if (error === null) return null;
  const fields = error instanceof ProblemError ? error.fields : [];
  if (fields.length > 0 && fields.every(({ path }) => PLACED.test(path))) return null;
  return <ProblemCard error={error} />;
}
