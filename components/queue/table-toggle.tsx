import { ChartColumn, Table } from "lucide-react";
import { Button } from "@/components/ui/button";

/** Between a picture and its figures. */
export function TableToggle({
  label,
  isTable,
  onToggle,
}: {
  /** What is shown, for those who cannot see where the button stands. */
  label: string;
  isTable: boolean;
  onToggle: () => void;
}) {
  const Icon = isTable ? ChartColumn : Table;
  const text = isTable ? "Chart" : "Table";
  return (
    <Button variant="ghost" size="sm" onClick={onToggle} aria-label={`${text}: ${label}`}>
      <Icon aria-hidden className="size-3.5" />
      {text}
    </Button>
  );
}
