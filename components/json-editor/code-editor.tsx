"use client";

import { json } from "@codemirror/lang-json";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorView } from "@codemirror/view";
import CodeMirror, { type ReactCodeMirrorRef } from "@uiw/react-codemirror";
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import { useNonce } from "@/components/layout/nonce";
import type { JsonProblem } from "@/lib/client/json/read-json";
import { editorLook } from "./editor-look";

export type EditorHandle = {
  /** Puts the focus there, and shows it. */
  goTo: (offset: number) => void;
};

export type CodeEditorProps = {
  ref?: Ref<EditorHandle>;
  label: string;
  describedBy?: string;
  value: string;
  onChange: (value: string) => void;
  problems: readonly JsonProblem[];
};

const SETUP = { autocompletion: false, closeBrackets: false, highlightActiveLine: true, tabSize: 2 };

/** CodeMirror over a JSON text. Tab leaves it, as it leaves every other field. */
export function CodeEditor({ ref, label, describedBy, value, onChange, problems }: CodeEditorProps) {
  const nonce = useNonce();
  const editor = useRef<ReactCodeMirrorRef>(null);
  const isWrong = problems.length > 0;
  const extensions = useMemo(
    () => [
      json(),
      lintGutter(),
      editorLook,
      EditorView.cspNonce.of(nonce),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": label,
        ...(describedBy !== undefined && { "aria-describedby": describedBy }),
        ...(isWrong && { "aria-invalid": "true" }),
        spellcheck: "false",
        // Focusable as it is, but checkers of accessibility do not know that of an editable region.
        tabindex: "0",
      }),
    ],
    [nonce, label, describedBy, isWrong],
  );
  useImperativeHandle(ref, () => ({
    goTo: (offset) => {
      const view = editor.current?.view;
      if (view === undefined) return;
      const anchor = Math.min(offset, view.state.doc.length);
      view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
  }));
  useEffect(() => {
    const view = editor.current?.view;
    if (view === undefined) return;
    const { length } = view.state.doc;
    const diagnostics = problems
      .filter(({ to }) => to <= length)
      .map((problem) => ({ ...problem, severity: "error" as const }));
    view.dispatch(setDiagnostics(view.state, diagnostics));
  }, [problems]);
  return (
    <CodeMirror
      ref={editor}
      value={value}
      onChange={onChange}
      theme="none"
      indentWithTab={false}
      basicSetup={SETUP}
      extensions={extensions}
      maxHeight="32rem"
    />
  );
}
