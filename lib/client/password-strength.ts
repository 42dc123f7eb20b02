import { PASSWORD_LENGTH_MIN } from "@/lib/users/schemas";

export type PasswordStrength = "too short" | "easy to guess" | "fair" | "good" | "strong";

const COMMON = /password|passwort|qwert|asdf|letmein|welcome|admin|posthorn|12345|11111/i;

/** @returns a word for how well a password holds, as a hint while it is typed; only the length is a rule. */
export function passwordStrength(password: string): PasswordStrength {
  if (password.length < PASSWORD_LENGTH_MIN) return "too short";
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  const distinct = new Set(password).size;
  if (distinct < 6 || (COMMON.test(password) && password.length < 20)) return "easy to guess";
  if (password.length >= 16 && distinct >= 10) return "strong";
  return password.length >= 12 && kinds >= 2 ? "good" : "fair";
}
