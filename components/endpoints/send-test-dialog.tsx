"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWorkspace } from "@/components/layout/workspace-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Select } from "@/components/ui/field";
import { isMeant } from "@/lib/client/event-selection";
import { catalogueQuery } from "@/lib/client/event-types";
import type { Webhook } from "@/lib/webhooks/schemas";
import { SendTest } from "./send-test";

/** Sends an example of a type to one endpoint. */
export function SendTestDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { slug } = useWorkspace();
  const { data } = useQuery(catalogueQuery(slug));
  const [type, setType] = useState("");
  const types = (data?.types ?? []).map(({ name }) => name).filter((name) => isMeant(webhook.events, name));
  return (
    <Dialog title={`Send a test to ${webhook.name}`} onClose={onClose}>
      <p>The type’s example goes to this endpoint only, marked as a test. No other endpoint gets it.</p>
      <Field label="Event type">
        {(control) => (
          <Select {...control} value={type} onChange={({ target }) => setType(target.value)}>
            <option value="">The first it subscribes to</option>
            {types.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <SendTest webhook={webhook} eventType={type === "" ? undefined : type} />
      <div className="flex justify-end">
        <Button variant="ghost" onClick={onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}
