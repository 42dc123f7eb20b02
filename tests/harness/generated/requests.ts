import fc, { type Arbitrary } from "fast-check";
import { type DocumentedOperation, type Parameter, resolveSchema } from "./document";
import { boundaryValue, HOSTILE_TEXTS, hostileValue, type Known, toJson, validValue } from "./values";

export const KINDS = ["valid", "boundary", "hostile"] as const;
export type Kind = (typeof KINDS)[number];

export type GeneratedRequest = {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string | undefined;
};

type Pair = readonly [name: string, value: string];

/** Written into the address as they are: what a browser would never send. */
const HOSTILE_ESCAPES = [
  "%",
  "%zz",
  "%00",
  "%ff",
  "%ed%a0%80",
  "%c0%ae",
  "%2e%2e%2f",
  "%25%30%30",
  "+",
  "%F0%9F%92%A3",
];
const HOSTILE_NAMES = [
  "no_such",
  "__proto__",
  "constructor",
  "limit%5B%5D",
  "limit[0]",
  "%00",
  "q%00",
  "",
  "cursor%20",
  "Limit",
];

const HEADERS: Record<string, string[]> = {
  "Idempotency-Key": ["a", "\u00e9", "x".repeat(255), "x".repeat(256), " "],
  "X-Request-Id": ["mine-1", "x".repeat(5_000), "a b", "\u00ff", "<script>"],
  "X-Forwarded-For": ["", ",", "not an address", "1.2.3.4, ::ffff:127.0.0.1", "x".repeat(2_000), "\u00ff"],
  "X-Posthorn-Peer": ["8.8.8.8", "nobody"],
  "Content-Type": [
    "text/plain",
    "application/json; charset=latin1",
    "application/json;;;",
    "multipart/form-data",
    "\u00ff",
  ],
  "Content-Encoding": ["gzip", "identity", "br, gzip", "nonsense"],
  Accept: ["text/html", "*/*;q=0", "application/xml", "\u00ff"],
  "Accept-Language": ["x".repeat(3_000)],
  "If-None-Match": ["*"],
  Range: ["bytes=0-0"],
  "Last-Event-ID": ["0", "-1", "x".repeat(1_000), "1-99999999999999999999", "\u00ff"],
  Cookie: ["posthorn.session-token=x", "a=b; __proto__=c"],
  Origin: ["https://evil.example"],
};

/** @returns requests to one operation, made of nothing but the document and what is known of this workspace. */
export function requestsTo(operation: DocumentedOperation, kind: Kind, known: Known): Arbitrary<GeneratedRequest> {
  const hostile = kind === "hostile";
  return fc
    .record({
      path: pathOf(operation, known, hostile),
      query: queryOf(operation, known, kind),
      body: bodyOf(operation, known, kind),
      headers: hostile ? hostileHeaders() : fc.constant({}),
    })
    .map(({ path, query, body, headers }) => ({
      method: operation.method,
      target: query === "" ? path : `${path}?${query}`,
      headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      body,
    }));
}

function pathOf(operation: DocumentedOperation, known: Known, hostile: boolean): Arbitrary<string> {
  const parameters = operation.parameters.filter((parameter) => parameter.in === "path");
  const values = parameters.map((parameter) => {
    const real = validValue(parameter.schema, known, `path:${parameter.name}`).map((value) =>
      encodeURIComponent(String(value)),
    );
    if (!hostile) return real;
    // A path of dots, or none, or the name of another call is another address.
    const strange = fc
      .oneof(fc.constantFrom(...HOSTILE_TEXTS).map(encodeText), fc.constantFrom(...HOSTILE_ESCAPES))
      .filter((text) => text !== "" && text.length < 5_000);
    return fc.oneof({ weight: 3, arbitrary: real }, { weight: 1, arbitrary: strange });
  });
  return fc
    .tuple(...values)
    .map((parts) =>
      parameters.reduce((path, { name }, index) => path.replace(`{${name}}`, () => parts[index] ?? ""), operation.path),
    );
}

function queryOf(operation: DocumentedOperation, known: Known, kind: Kind): Arbitrary<string> {
  const parameters = operation.parameters.filter((parameter) => parameter.in === "query");
  const valid = fc.tuple(...parameters.map((parameter) => pairsOf(parameter, known))).map((pairs) => pairs.flat());
  if (kind === "valid") return valid.map(join);
  const odd = parameters.map(({ name, schema }) => {
    const values = kind === "boundary" ? boundaryValue(schema) : hostileValue();
    const one = values
      .map((value) => (typeof value === "string" ? value.replaceAll("@raw@", "") : toJson(value)))
      .map(encodeText)
      .filter((text) => text.length < 6_000);
    const written = kind === "boundary" ? one : fc.oneof(one, fc.constantFrom(...HOSTILE_ESCAPES));
    return fc
      .array(written, { minLength: 1, maxLength: kind === "boundary" ? 1 : 3 })
      .map((all) => all.map((value): Pair => [name, value]));
  });
  const unknown = fc.constantFrom(...HOSTILE_NAMES).map((name): Pair[] => [[name, "1"]]);
  const more =
    kind === "boundary" && odd.length === 0
      ? fc.constant<Pair[]>([])
      : fc.oneof(
          ...(odd.length === 0 ? [unknown] : odd),
          ...(kind === "hostile" ? [unknown, fc.constant<Pair[]>([])] : []),
        );
  return fc
    .tuple(valid, more)
    .map(([before, after]) => join([...before.filter(([name]) => !after.some((pair) => pair[0] === name)), ...after]));
}

function pairsOf({ name, schema, required }: Parameter, known: Known): Arbitrary<Pair[]> {
  const pairs = validValue(schema, known, name).map((value): Pair[] =>
    value === undefined
      ? []
      : (Array.isArray(value) ? value : [value]).map((item): Pair => [name, encodeText(String(item))]),
  );
  return required === true
    ? pairs
    : fc.oneof({ weight: 3, arbitrary: fc.constant<Pair[]>([]) }, { weight: 1, arbitrary: pairs });
}

const join = (pairs: readonly Pair[]): string => pairs.map((pair) => pair.join("=")).join("&");

/** Halves of a surrogate pair have no UTF-8: they go as the bytes that careless programs send. */
function encodeText(text: string): string {
  return Array.from(text)
    .map((character) =>
      /\p{Surrogate}/u.test(character) ? "%ED%A0%80" : encodeURIComponent(character).replaceAll(".", "%2E"),
    )
    .join("");
}

function bodyOf({ body, bodyRequired }: DocumentedOperation, known: Known, kind: Kind): Arbitrary<string | undefined> {
  const strange = hostileValue().map(toJson);
  if (body === undefined)
    return kind === "hostile" ? fc.option(strange, { nil: undefined, freq: 3 }) : fc.constant(undefined);
  const valid = validValue(body, known) as Arbitrary<Record<string, unknown>>;
  if (kind === "valid")
    return bodyRequired ? valid.map(toJson) : fc.option(valid.map(toJson), { nil: undefined, freq: 4 });
  const fields = Object.entries(resolveSchema(body).properties ?? {});
  const change = fc.oneof(
    ...fields.map(([name, schema]) =>
      (kind === "boundary" ? boundaryValue(schema) : hostileValue()).map((value) =>
        Object.fromEntries([[name, value]]),
      ),
    ),
  );
  const changed = fc.tuple(valid, change).map(([before, after]) => toJson({ ...before, ...after }));
  if (kind === "boundary") return changed;
  return fc.oneof(
    { weight: 6, arbitrary: changed },
    { weight: 1, arbitrary: strange },
    { weight: 1, arbitrary: valid.map((before) => toJson({ ...before, no_such: 1 })) },
    {
      weight: 1,
      arbitrary: valid.map((before) =>
        toJson(Object.fromEntries([...Object.entries(before).slice(1), ["__proto__", 1]])),
      ),
    },
    { weight: 1, arbitrary: fc.tuple(valid, change).map(([one, other]) => twice(toJson(one), toJson(other))) },
    { weight: 1, arbitrary: valid.map((before) => toJson(before).slice(0, -1)) },
  );
}

/** Every key that both have is there twice. */
const twice = (one: string, other: string): string => `${one.slice(0, -1)}${one === "{}" ? "" : ","}${other.slice(1)}`;

function hostileHeaders(): Arbitrary<Record<string, string>> {
  const one = fc.oneof(
    ...Object.entries(HEADERS).map(([name, values]) => fc.constantFrom(...values).map((value): Pair => [name, value])),
  );
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: one.map((pair) => Object.fromEntries([pair])) },
  );
}
