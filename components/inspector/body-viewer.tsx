"use client";

import { Download, WrapText } from "lucide-react";
import { useMemo, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Segmented } from "@/components/ui/segmented";
import { formatBytes } from "@/components/values/bytes";
import { BodyFacts } from "./body-facts";
import { type BodyContent, findInText, HIGHLIGHT_BYTES_MAX, PREVIEW_CHARACTERS, SHOWN_BYTES_MAX } from "./body-text";
import { download } from "./download";
import { HexDump } from "./hex-dump";
import { readJson } from "./json-nodes";
import { findInJson } from "./json-rows";
import { JsonTree } from "./json-tree";
import { RawText } from "./raw-text";
import { SearchBox } from "./search-box";
import { useSearch } from "./use-search";

type View = "tree" | "raw" | "hex";
const VIEWS = [
  { value: "tree", label: "Tree" },
  { value: "raw", label: "Raw" },
  { value: "hex", label: "Hex" },
] as const;

/**
 * A body to be read: as a tree where it is JSON, as its text, as its bytes. Text only, whatever it says it is; what is
 * copied and downloaded are the bytes as they were.
 */
export function BodyViewer({
  label,
  content,
  fileName,
  isJsonExpected = false,
}: {
  label: string;
  content: BodyContent;
  fileName: string;
  /** Whether text that is no JSON is worth a word. */
  isJsonExpected?: boolean;
}) {
  const { text, bytes } = content;
  const size = bytes.length;
  const isTooLong = size > SHOWN_BYTES_MAX;
  const read = useMemo(() => (text === null || size > HIGHLIGHT_BYTES_MAX ? null : readJson(text)), [text, size]);
  const root = read?.outcome === "json" ? read.root : undefined;
  const views = VIEWS.filter(({ value }) => value === "hex" || (value === "raw" ? text !== null : root !== undefined));
  const [chosen, setChosen] = useState<View>();
  const view = views.find(({ value }) => value === chosen)?.value ?? views[0]?.value ?? "hex";
  const [wrap, setWrap] = useState(true);
  const search = useSearch();
  const visible = useMemo(
    () => (isTooLong ? (text ?? "").slice(0, PREVIEW_CHARACTERS) : (text ?? "")),
    [text, isTooLong],
  );
  const inTree = useMemo(
    () => (view === "tree" && root !== undefined ? findInJson(root, search.query) : []),
    [view, root, search.query],
  );
  const inText = useMemo(
    () => (view === "raw" ? findInText(visible, search.query) : []),
    [view, visible, search.query],
  );
  const count = view === "tree" ? inTree.length : inText.length;
  const position = Math.min(search.position, Math.max(0, count - 1));

  return (
    <section aria-label={label} className="min-w-0 overflow-hidden rounded-lg border border-border print:border-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-border bg-raised px-2 py-1.5 print:hidden">
        <Segmented label={`View of ${label.toLowerCase()}`} options={views} value={view} onChange={setChosen} />
        {view !== "hex" && (
          <SearchBox
            label={`Search in ${label.toLowerCase()}`}
            query={search.typed}
            onQuery={search.setTyped}
            count={count}
            position={position}
            onMove={(step) => search.move(step, count)}
          />
        )}
        <div className="ml-auto flex items-center gap-1">
          {view === "raw" && (
            <IconButton
              label="Wrap lines"
              aria-pressed={wrap}
              onClick={() => setWrap(!wrap)}
              className="aria-pressed:text-accent"
            >
              <WrapText aria-hidden className="size-4" />
            </IconButton>
          )}
          <IconButton label={`Download ${label.toLowerCase()}`} onClick={() => download(bytes, fileName)}>
            <Download aria-hidden className="size-4" />
          </IconButton>
          {text !== null && <CopyButton text={text} label={`Copy ${label.toLowerCase()}`} />}
        </div>
      </div>
      {isTooLong && (
        <p className="border-b border-border bg-info-soft px-3 py-2 text-info">
          This body has {formatBytes(size)}. Its first {formatBytes(PREVIEW_CHARACTERS)} are shown; download it to see
          all of it.
        </p>
      )}
      {isJsonExpected && read?.outcome === "invalid" && (
        <p className="border-b border-border bg-warn-soft px-3 py-2 text-warn">
          Not valid JSON: {read.message} (line {read.line}, column {read.column}).
        </p>
      )}
      {read?.outcome === "too_deep" && (
        <p className="border-b border-border bg-info-soft px-3 py-2 text-info">
          This JSON is nested too deeply to be shown as a tree.
        </p>
      )}
      {view === "tree" && text !== null && root !== undefined && (
        <JsonTree key={root.end} label={label} text={text} root={root} matches={inTree} position={position} />
      )}
      {view === "raw" && <RawText label={label} text={visible} matches={inText} position={position} wrap={wrap} />}
      {view === "hex" && <HexDump label={label} bytes={bytes} />}
      <BodyFacts bytes={bytes} />
    </section>
  );
}
