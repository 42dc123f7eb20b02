"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { signInWithProvider } from "@/lib/client/sign-in";

const NAMES = { github: "GitHub", google: "Google" };
export type ProviderName = keyof typeof NAMES;

export function OauthButtons({ providers, next }: { providers: ProviderName[]; next: string }) {
  const [leaving, setLeaving] = useState<ProviderName>();
  if (providers.length === 0) return null;
  const leave = (provider: ProviderName) => {
    setLeaving(provider);
    signInWithProvider(provider, next).catch(() => setLeaving(undefined));
  };
  return (
    <div className="flex flex-col gap-3">
      {providers.map((provider) => (
        <Button key={provider} variant="secondary" busy={leaving === provider} onClick={() => leave(provider)}>
          Continue with {NAMES[provider]}
        </Button>
      ))}
      <p className="flex items-center gap-3 text-muted before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or
      </p>
    </div>
  );
}
