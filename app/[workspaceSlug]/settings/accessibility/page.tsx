import type { Metadata } from "next";
import { PageHeading } from "@/components/layout/page-heading";
import { AccessibilitySettings } from "@/components/settings/accessibility-settings";

export const metadata: Metadata = { title: "Accessibility" };

export default function AccessibilityPage() {
  return (
    <>
      <PageHeading title="Accessibility">
        <p>Kept in this browser, for every workspace.</p>
      </PageHeading>
      <AccessibilitySettings />
    </>
  );
}
