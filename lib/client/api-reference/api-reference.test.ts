import { expect, test } from "vitest";
import { readApiReference, splitSummary } from ".";

const DOCUMENT = {
  paths: {
    "/api/things/{id}": {
      patch: {
        operationId: "updateThing",
        tags: ["Thing store"],
        summary: "Change a thing",
        description: "Needs the scope `things:write`.",
        security: [{ apiKey: [] }],
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["name"],
                properties: {
                  name: { type: "string", maxLength: 10, example: "it's" },
                  colour: { type: ["string", "null"], description: "Of its paint" },
                  kind: { enum: ["round", "square"] },
                },
              },
            },
          },
        },
        responses: {
          "200": {
            description: "Changed",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
          },
          "404": { description: "not_found", content: { "application/problem+json": {} } },
        },
      },
      get: { operationId: "getThing", tags: ["Thing store"], summary: "Read", security: [] },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: "object",
        required: ["id"],
        properties: {
          id: { type: "string" },
          madeAt: { type: "string", format: "date-time" },
          parts: { type: "array", items: { $ref: "#/components/schemas/Part" } },
          size: { type: "object", properties: { widthMm: { type: "integer", minimum: 1 } } },
          parent: { anyOf: [{ $ref: "#/components/schemas/Thing" }, { type: "null" }] },
        },
      },
      Part: { type: "object", properties: { label: { type: "string" } } },
    },
  },
} as const;

test("a call is shown with its scope, parameters, body, answers and a command that can be pasted", () => {
  const [group] = readApiReference(DOCUMENT, "http://localhost:3001");
  expect(group).toMatchObject({ slug: "thing-store", title: "Thing store" });
  const [patch, get] = group?.calls ?? [];
  expect(patch).toMatchObject({ id: "updateThing", method: "PATCH", needs: "things:write" });
  expect(get).toMatchObject({
    method: "GET",
    needs: "no credentials",
    command: 'curl "http://localhost:3001/api/things/{id}"',
  });
  expect(patch?.parameters).toEqual([
    { name: "id", in: "path", type: "string", object: null, required: true, description: "" },
  ]);
  expect(patch?.body?.fields.map(({ name, type, description }) => [name, type, description])).toEqual([
    ["name", "string", "up to 10 characters"],
    ["colour", "string or null", "Of its paint"],
    ["kind", "round | square", ""],
  ]);
  expect(patch?.answers.map(({ status, payload }) => [status, payload?.object])).toEqual([
    ["200", "Thing"],
    ["404", undefined],
  ]);
});

test("an object is described once, with what it holds, and what it holds of its own kind", () => {
  const [group] = readApiReference(DOCUMENT, "");
  expect(group?.objects.map(({ name }) => name)).toEqual(["Part", "Thing"]);
  expect(group?.objects[1]?.fields.map(({ name, type, object }) => [name, type, object])).toEqual([
    ["id", "string", null],
    ["madeAt", "time", null],
    ["parts", "list of Part", "Part"],
    ["size", "object", null],
    ["size.widthMm", "integer", null],
    ["parent", "Thing or null", "Thing"],
  ]);
});

test("what a call sends survives the quotes of a shell", () => {
  const command = readApiReference(DOCUMENT, "")[0]?.calls[0]?.command;
  expect(command).toContain(String.raw`"it'\''s"`);
});

test("a long summary is a heading and a sentence", () => {
  expect(splitSummary("List things, newest first; with parts")).toEqual({
    title: "List things",
    rest: "Newest first; with parts.",
  });
  expect(splitSummary("Get a thing")).toEqual({ title: "Get a thing", rest: "" });
});
