"use client";

import { type ReactNode, useState } from "react";
import { Alert } from "./alert";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field, Input } from "./field";

/** Asks for a word to be typed before something grave. The focus starts on Cancel. */
export function TypedConfirmDialog({
  title,
  word,
  action,
  busy,
  error,
  onConfirm,
  onClose,
  children,
}: {
  title: string;
  /** What has to be typed, most often the name of the thing. */
  word: string;
  action: string;
  busy: boolean;
  error: string | undefined;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const confirm = () => (typed.trim() === word ? onConfirm() : setWrong(true));
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {error !== undefined && <Alert tone="bad" title={error} />}
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <Field label={`Type ${word} to go on`} error={isWrong ? `: that is not ${word}` : undefined}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={({ target }) => {
                setTyped(target.value);
                setWrong(false);
              }}
            />
          )}
        </Field>
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="secondary" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button type="submit" variant="danger" busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
