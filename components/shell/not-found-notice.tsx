"use client";

import { usePathname } from "next/navigation";
import { PageHeading } from "@/components/layout/page-heading";
import { useLinks } from "@/components/layout/workspace-context";
import { TextLink } from "@/components/layout/text-link";

/** What the address names is not in this workspace, whether it never was, is deleted, or is somebody else's. */
export function NotFoundNotice() {
  const links = useLinks();
  const section = usePathname().split("/").slice(0, 3).join("/");
  return (
    <>
      <PageHeading title="Not found">
        <p>
          There is nothing at this address in this workspace. It may have been deleted, or its history is no longer
          kept.
        </p>
      </PageHeading>
      <p className="flex flex-wrap gap-4">
        <TextLink href={section}>Go to the list</TextLink>
        <TextLink href={links.overview}>Go to the overview</TextLink>
      </p>
    </>
  );
}
