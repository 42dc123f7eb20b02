import { z } from "zod";
import { Instant, textOf } from "@/lib/core/schemas";

export const PASSWORD_LENGTH_MIN = 10;

/** An address as it is stored and compared: trimmed and in lower case. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "is longer than 254 characters")
  .pipe(z.email("is not an e-mail address: write it as name@example.com"));

export const Password = z
  .string()
  .min(PASSWORD_LENGTH_MIN, `is too short: use at least ${PASSWORD_LENGTH_MIN} characters`)
  .max(200, "is too long: use at most 200 characters");

/** A password that is only compared with the one on record, so that its rules may change. */
const KnownPassword = z.string().min(1, "is empty").max(200, "is too long");

export const PersonName = textOf(80);

export const Profile = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string().nullable(),
    hasPassword: z.boolean(),
    createdAt: Instant,
  })
  .meta({ id: "Profile" });
export type Profile = z.output<typeof Profile>;

export const UpdateProfileInput = z.strictObject({ name: PersonName });
export type UpdateProfileInput = z.output<typeof UpdateProfileInput>;

export const ChangePasswordInput = z.strictObject({
  /** Left out by people who only ever came through GitHub or Google and have no password yet. */
  currentPassword: KnownPassword.optional(),
  newPassword: Password,
});
export type ChangePasswordInput = z.output<typeof ChangePasswordInput>;

/** One browser in which a person is signed in. */
export const SignInSession = z
  .object({
    id: z.string(),
    device: z.object({ label: z.string(), kind: z.enum(["desktop", "phone", "tablet", "unknown"]) }).meta({
      description: "What its User-Agent header says of itself, in words",
      example: { label: "Firefox on Linux", kind: "desktop" },
    }),
    userAgent: z.string().nullable(),
    ip: z.string().nullable().meta({ description: "Where it was last seen from" }),
    createdAt: Instant,
    lastSeenAt: Instant.meta({ description: "To five minutes" }),
    expiresAt: Instant,
    current: z.boolean().meta({ description: "Whether this call was made in it" }),
  })
  .meta({ id: "Session" });
export type SignInSession = z.output<typeof SignInSession>;
export const SignInSessions = z.object({ data: z.array(SignInSession) });

export const CredentialsInput = z.object({ email: Email, password: KnownPassword });
export type CredentialsInput = z.output<typeof CredentialsInput>;
