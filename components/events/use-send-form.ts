"use client";

import { useMutation } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useDebounce } from "use-debounce";
import { useWorkspace } from "@/components/layout/workspace-context";
import { type EventDraft, sendEvent } from "@/lib/client/events";
import { ProblemError } from "@/lib/client/fetcher";
import { checkData, type JsonReport, placeFieldError } from "@/lib/client/json/check-json";
import { randomKey } from "@/lib/client/random-key";
import { formatJson } from "@/lib/client/json/format-json";
import type { EventType } from "@/lib/event-types/schemas";
import { starterText } from "./starter-text";

const TYPING_MS = 250;

export type Start = { type?: string; dataText?: string; projectId?: string };
export type FieldName = "type" | "projectId" | "idempotencyKey";

/** The state of the form that sends an event. The data stays the text that was typed. */
export function useSendForm(start: Start, types: readonly EventType[]) {
  const { slug } = useWorkspace();
  const [typeName, setTypeName] = useState(start.type);
  const type = types.find(({ name }) => name === typeName);
  const [text, setText] = useState(() => (start.dataText === undefined ? undefined : formatJson(start.dataText)));
  const [projectId, setProjectId] = useState(start.projectId);
  const [idempotencyKey, setIdempotencyKey] = useState("");
  const [isInsisting, setInsisting] = useState(false);
  const [missing, setMissing] = useState<string>();
  // What was put in for the reader may be replaced by the next type's example; what he typed may not.
  const dataText = text ?? starterText(type);
  const draft: EventDraft = {
    type: typeName ?? "",
    dataText,
    ...(projectId !== undefined && { projectId }),
    ...(idempotencyKey.trim() !== "" && { idempotencyKey: idempotencyKey.trim() }),
  };
  const attempt = useRef<{ draft: string; key: string }>(undefined);
  const send = useMutation({
    mutationFn: (wanted: EventDraft) => {
      const asText = JSON.stringify(wanted);
      if (attempt.current?.draft !== asText) attempt.current = { draft: asText, key: `form-${randomKey()}` };
      return sendEvent(slug, wanted, attempt.current.key);
    },
    onSuccess: () => {
      attempt.current = undefined;
      setInsisting(false);
    },
  });
  const report = useReport(dataText, type, send.error);
  return {
    type,
    typeName,
    text: dataText,
    isTyped: text !== undefined,
    projectId,
    idempotencyKey,
    report,
    isInsisting,
    send,
    fieldError: (field: FieldName) => (field === "type" ? missing : undefined) ?? fieldErrorOf(send.error, field),
    setType: (next: EventType) => {
      setTypeName(next.name);
      setMissing(undefined);
      send.reset();
    },
    setText: (next: string | undefined) => {
      setText(next);
      setInsisting(false);
      if (send.isError) send.reset();
    },
    setProjectId,
    setIdempotencyKey,
    /** @returns whether it was sent; else something has to be looked at first. */
    submit: (insist: boolean): boolean => {
      if (typeName === undefined) {
        setMissing("is needed: choose one");
        return false;
      }
      const now = checkData(dataText, type?.schema ?? null);
      if (!now.isJson) return false;
      if (now.problems.length > 0 && !insist) {
        setInsisting(true);
        return false;
      }
      send.mutate(draft);
      return true;
    },
  };
}
export type SendForm = ReturnType<typeof useSendForm>;

/** What is wrong with the text; while somebody types, what was wrong a moment ago. */
function useReport(text: string, type: EventType | undefined, refusal: Error | null): JsonReport {
  const [settled] = useDebounce(text, TYPING_MS);
  const schema = type?.schema ?? null;
  const report = useMemo(() => checkData(settled, schema), [settled, schema]);
  const refused = refusal instanceof ProblemError ? refusal.fields.filter(({ path }) => /^data(\.|$)/.test(path)) : [];
  if (refused.length === 0 || report.problems.length > 0) return report;
  return { ...report, problems: refused.map((field) => placeFieldError(text, field)) };
}

function fieldErrorOf(error: Error | null, field: FieldName): string | undefined {
  return error instanceof ProblemError ? error.fields.find(({ path }) => path === field)?.message : undefined;
}
