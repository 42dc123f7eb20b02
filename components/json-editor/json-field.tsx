"use client";

import clsx from "clsx";
import { CircleAlert, CircleCheck } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useId, useRef } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import type { JsonReport } from "@/lib/client/json/check-json";
import type { JsonProblem } from "@/lib/client/json/read-json";
import type { EditorHandle } from "./code-editor";

const LazyEditor = dynamic(() => import("./code-editor").then(({ CodeEditor }) => CodeEditor), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-56" />,
});

const SHOWN_MAX = 5;

/** A JSON text with what is wrong with it, in words and at its place, and what can be done to it. */
export function JsonField({
  label,
  hint,
  value,
  onChange,
  report,
  okText,
  actions,
}: {
  label: string;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  report: JsonReport;
  /** What is said when nothing is wrong. */
  okText?: string;
  actions?: ReactNode;
}) {
  const id = useId();
  const editor = useRef<EditorHandle>(null);
  const { problems } = report;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-1.5">
        <span className="font-medium">{label}</span>
        {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      <div
        data-shortcuts="off"
        className={clsx(
          "min-h-56 min-w-0 overflow-hidden rounded-lg border font-mono focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent",
          problems.length > 0 ? "border-bad" : "border-control",
        )}
      >
        <LazyEditor
          ref={editor}
          label={label}
          describedBy={`${id}-state`}
          value={value}
          onChange={onChange}
          problems={problems}
        />
      </div>
      <div id={`${id}-state`} aria-live="polite" className="min-h-6 text-[0.8125rem]">
        {problems.length > 0 ? (
          <Problems text={value} problems={problems} onGo={(offset) => editor.current?.goTo(offset)} />
        ) : (
          okText !== undefined && (
            <p className="flex items-start gap-1.5 text-muted">
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-ok" />
              {okText}
            </p>
          )
        )}
      </div>
      {hint !== undefined && <div className="text-[0.8125rem] text-muted">{hint}</div>}
    </div>
  );
}

function Problems({
  text,
  problems,
  onGo,
}: {
  text: string;
  problems: readonly JsonProblem[];
  onGo: (offset: number) => void;
}) {
  return (
    <ul className="flex flex-col gap-0.5">
      {problems.slice(0, SHOWN_MAX).map((problem) => (
        <li key={`${problem.from} ${problem.message}`} className="flex items-start gap-1.5 text-bad">
          <CircleAlert aria-hidden className="mt-1 size-4 shrink-0" />
          <span className="min-w-0">
            <button
              type="button"
              className="min-h-6 cursor-pointer rounded-sm font-medium underline underline-offset-4"
              onClick={() => onGo(problem.from)}
            >
              Line {lineOf(text, problem.from)}
            </button>{" "}
            {problem.message}
          </span>
        </li>
      ))}
      {problems.length > SHOWN_MAX && <li className="text-muted">And {problems.length - SHOWN_MAX} more.</li>}
    </ul>
  );
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
