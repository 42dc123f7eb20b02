import type { CookiesOptions } from "next-auth";
import { type Env, publicUrl } from "@/lib/platform/env";

/** @returns where people sign in, which is where GitHub and Google send them back to. */
export function authUrl(env: Env): string {
  return env.NEXTAUTH_URL ?? publicUrl(env);
}

export function isSecure(env: Env): boolean {
  return authUrl(env).startsWith("https://");
}

/**
 * Names of the cookies. They carry the port, which a cookie's scope does not: two instances on one host would
 * sign each other's people out. The prefixes make browsers refuse them from elsewhere and without TLS.
 */
export function sessionCookies(env: Env): Pick<CookiesOptions, "sessionToken" | "callbackUrl" | "csrfToken"> {
  const secure = isSecure(env);
  const { port } = new URL(authUrl(env));
  const base = port === "" ? "posthorn" : `posthorn-${port}`;
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
  const prefix = secure ? "__Secure-" : "";
  return {
    sessionToken: { name: `${prefix}${base}.session-token`, options },
    callbackUrl: { name: `${prefix}${base}.callback-url`, options },
    csrfToken: { name: `${secure ? "__Host-" : ""}${base}.csrf-token`, options },
  };
}
