import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allOperations } from "@/lib/http/operations";
import { findFreePort } from "@/scripts/processes/free-port";
import { type Api, startApi } from "@/tests/harness/api";
import { documentedOperations } from "@/tests/harness/generated/document";
import { type Feeder, openFeeder } from "@/tests/harness/generated/feed";
import { type ServedApi, serveApi } from "@/tests/harness/serve-api";
import { envOf, startWeb, type WebProcess } from "@/tests/harness/web-process";

/** Requests of each kind to each operation. `GENERATED_RUNS=200 GENERATED_SEED=7` asks more, and other things. */
const RUNS = Number(process.env.GENERATED_RUNS ?? 2);
const SEED = Number(process.env.GENERATED_SEED ?? 20_261_123);
const SETTINGS = { TRUST_PROXY: "true", API_RATE_LIMIT: "1000000", WEBHOOK_ALLOW_PRIVATE_NETWORKS: "127.0.0.0/8" };
const OPERATIONS = documentedOperations.map((operation) => [operation.id, operation] as const);
const TIME_LIMIT_MS = 60_000 + RUNS * 10_000;

let api: Api;
beforeAll(async () => {
  api = await startApi({ ...SETTINGS, PORT: String(await findFreePort()) });
});
afterAll(() => api.close());

function report(where: string, { tally }: Feeder): void {
  console.info(`generated input, ${where}: ${OPERATIONS.length} operations, seed ${SEED}, ${JSON.stringify(tally)}`);
}

describe("every operation of the document, fed with generated input", () => {
  let served: ServedApi;
  let feeder: Feeder;
  beforeAll(async () => {
    served = await serveApi(api);
    feeder = await openFeeder(api, served.url, SEED);
  });
  afterAll(async () => {
    report("handlers", feeder);
    await feeder.close();
    await served.close();
  });

  it("is one that the product declares", () => {
    expect(documentedOperations.map(({ id }) => id).toSorted()).toEqual(allOperations.map(({ id }) => id).toSorted());
  });

  it.each(OPERATIONS)("%s", (_id, operation) => feeder.feed(operation, RUNS), TIME_LIMIT_MS);
});

describe("the web process as it is shipped, fed with a sample of the same", () => {
  let web: WebProcess;
  let feeder: Feeder;
  beforeAll(async () => {
    web = await startWeb({ ...envOf(api), ...SETTINGS, LOG_LEVEL: "info" });
    feeder = await openFeeder(api, web.url.replace("localhost", "127.0.0.1"), SEED + 1);
  });
  afterAll(async () => {
    report("web process", feeder);
    await feeder.close();
    await web.stop();
  });

  it.each(OPERATIONS)("%s", (_id, operation) => feeder.feed(operation, 1), TIME_LIMIT_MS);

  it("answers what is no HTTP with a problem", async () => {
    const socket = connect(Number(new URL(web.url).port), "127.0.0.1");
    socket.end("posthorn, please\r\n\r\n");
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("application/problem+json");
  });
});
