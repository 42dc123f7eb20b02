import { notFound } from "next/navigation";

/** An unknown page of a workspace is told within its frame. */
export default function MissingPage() {
  notFound();
}
