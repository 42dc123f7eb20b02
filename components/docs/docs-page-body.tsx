import type { ApiGroup } from "@/lib/client/api-reference";
import type { DocsSlug } from "@/lib/client/docs";
import type { Links } from "@/lib/client/links";
import { ApiPage } from "./pages/api";
import { ApiGroupPage } from "./pages/api-group";
import { CausesPage } from "./pages/causes";
import { DeliveriesPage } from "./pages/deliveries";
import { KeyboardPage } from "./pages/keyboard";
import { LimitsPage } from "./pages/limits";
import { QuickStartPage } from "./pages/quick-start";
import { RetriesPage } from "./pages/retries";
import { StatusesPage } from "./pages/statuses";
import { VerifySignaturesPage } from "./pages/verify-signatures";

type Props = {
  slug: DocsSlug;
  origin: string;
  links: Links;
  reference: readonly ApiGroup[];
  /** The group of calls that is asked for, on the pages below the API reference. */
  group: ApiGroup | undefined;
};

/** The page of the documentation that an address names. */
export function DocsPageBody({ slug, origin, links, reference, group }: Props) {
  switch (slug) {
    case "":
      return <QuickStartPage origin={origin} links={links} />;
    case "deliveries":
      return <DeliveriesPage links={links} />;
    case "verify-signatures":
      return <VerifySignaturesPage links={links} />;
    case "retries":
      return <RetriesPage links={links} />;
    case "statuses":
      return <StatusesPage />;
    case "causes":
      return <CausesPage origin={origin} links={links} />;
    case "api":
      if (group !== undefined) return <ApiGroupPage group={group} links={links} />;
      return <ApiPage origin={origin} links={links} reference={reference} />;
    case "keyboard":
      return <KeyboardPage links={links} />;
    case "limits":
      return <LimitsPage />;
    default: {
      const unknown: never = slug;
      return unknown;
    }
  }
}
