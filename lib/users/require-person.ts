import type { Actor, Context } from "@/lib/access";
import { AppError } from "@/lib/core/errors";

export type Person = Extract<Actor, { kind: "user" }>;

/** @throws AppError `forbidden` when a key asks for what only a signed-in person can do. */
export function requirePerson(ctx: Context): Person {
  if (ctx.actor.kind === "user") return ctx.actor;
  throw new AppError(
    "forbidden",
    "Only a signed-in person may do this, not an API key. Sign in and do it in the dashboard.",
  );
}
