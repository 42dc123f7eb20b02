import type { UserinfoEndpointHandler } from "next-auth/providers/oauth";
import { z } from "zod";

const Emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));

/** The provider's own choice takes an address that GitHub has not confirmed yet; this takes the confirmed primary one or none. */
export const githubUserinfo = {
  url: "https://api.github.com/user",
  async request({ client, tokens }) {
    const accessToken = tokens.access_token ?? "";
    const profile = await client.userinfo(accessToken);
    const response = await fetch("https://api.github.com/user/emails", {
      headers: { Authorization: `Bearer ${accessToken}`, Accept: "application/vnd.github+json" },
      signal: AbortSignal.timeout(10_000),
    });
    const emails = response.ok ? Emails.parse(await response.json()) : [];
    return { ...profile, email: emails.find(({ primary, verified }) => primary && verified)?.email };
  },
} satisfies UserinfoEndpointHandler;
