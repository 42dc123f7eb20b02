import { redirect } from "next/navigation";
import { linksOf } from "@/lib/client/links";

export default async function SettingsPage({ params }: { params: Promise<{ workspaceSlug: string }> }) {
  redirect(linksOf((await params).workspaceSlug).settings("general"));
}
