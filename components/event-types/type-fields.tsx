import { JsonField } from "@/components/json-editor/json-field";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { WHY_OWN } from "./own-types";
import type { TypeForm } from "./use-type-form";

/** Description, schema and example, the last two made of each other where one is missing. */
export function TypeFields({ form, own = false }: { form: TypeForm; own?: boolean }) {
  return (
    <>
      <Field label="Description" error={form.descriptionError} hint="One sentence: what has happened when it is sent.">
        {(control) => (
          <Input
            {...control}
            name="description"
            dir="auto"
            maxLength={500}
            value={form.description}
            onChange={({ target }) => form.setDescription(target.value)}
          />
        )}
      </Field>
      {form.note !== undefined && <Alert tone="info" title={form.note} />}
      <div className="grid min-w-0 items-start gap-5 xl:grid-cols-2">
        {own ? (
          <div>
            <p className="font-medium">JSON Schema</p>
            <p className="mt-1.5 text-muted">{WHY_OWN}</p>
          </div>
        ) : (
          <JsonField
            label="JSON Schema"
            value={form.schema}
            onChange={form.setSchema}
            report={form.schemaReport}
            okText={form.schema.trim() === "" ? "No schema: any data is accepted." : "A usable schema."}
            hint="Of data, in the words of JSON Schema 2020-12. An event whose data breaks it is refused."
            actions={
              <Button size="sm" variant="ghost" onClick={form.infer}>
                Make from the example
              </Button>
            }
          />
        )}
        <JsonField
          label="Example"
          value={form.example}
          onChange={form.setExample}
          report={form.exampleReport}
          okText={
            form.example.trim() === ""
              ? "No example."
              : form.exampleReport.isChecked
                ? "Fits the schema."
                : "Valid JSON."
          }
          hint="Shown in the catalogue, and sent by tests."
          actions={
            <Button size="sm" variant="ghost" onClick={form.sample}>
              Make from the schema
            </Button>
          }
        />
      </div>
    </>
  );
}
