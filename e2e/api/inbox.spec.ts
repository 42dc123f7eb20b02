import { expect } from "@playwright/test";
import { answerOf, test, waitForDelivery } from "../fixtures/demo-api";

type Options = { retryScheduleMs?: number[]; timeoutMs?: number };

test.describe("an inbox as receiver", () => {
  for (const { what, behaviour, options, expected } of [
    {
      what: "that is down twice gets the delivery at the third attempt",
      behaviour: { sequence: [503, 503, 200] },
      options: { retryScheduleMs: [1_000, 1_000] },
      expected: {
        status: "delivered",
        attempts: [
          { number: 1, statusCode: 503, cause: { cause: "bad_gateway" } },
          { number: 2, statusCode: 503, cause: { cause: "bad_gateway" } },
          { number: 3, statusCode: 200 },
        ],
      },
    },
    {
      what: "that drops the connection is told apart from one that answers",
      behaviour: { sequence: ["drop", 200] },
      options: { retryScheduleMs: [1_000] },
      expected: {
        status: "delivered",
        attempts: [
          { number: 1, statusCode: null, cause: { cause: "conn_reset" } },
          { number: 2, statusCode: 200 },
        ],
      },
    },
    {
      what: "that answers after the time limit has not answered",
      behaviour: { delayMs: 3_000 },
      options: { retryScheduleMs: [1_000], timeoutMs: 1_000 },
      expected: {
        status: "failed",
        attempts: [
          { number: 1, statusCode: null, cause: { cause: "headers_timeout" } },
          { number: 2, statusCode: null, cause: { cause: "headers_timeout" } },
        ],
      },
    },
  ] satisfies {
    what: string;
    behaviour: object;
    options: Options;
    expected: { status: string; attempts: object[] };
  }[]) {
    test(what, async ({ api, inbox }) => {
      await inbox.answers(behaviour);
      const delivery = await sendTest(api, inbox.url, options);
      const ended = await waitForDelivery(api, delivery);
      // The quick start's "retry all failed" may run beside this and add attempts of its own.
      const attempts = ended.attempts
        .toSorted((one, other) => one.number - other.number)
        .slice(0, expected.attempts.length);
      expect({ ...ended, attempts }).toMatchObject(expected);
      const received = (await inbox.waitForRequests(attempts.length)).slice(0, attempts.length);
      expect(received.map(({ attemptNumber, deliveryId }) => [attemptNumber, deliveryId])).toEqual(
        attempts.map(({ number }) => [number, delivery]),
      );
      expect(received.every(({ signature }) => signature.verdict === "valid")).toBe(true);
    });
  }

  test("that names a time is not asked again before it", async ({ api, inbox }) => {
    await inbox.answers({ sequence: [429, 200], retryAfter: "4" });
    const delivery = await sendTest(api, inbox.url, { retryScheduleMs: [1_000] });
    expect(await waitForDelivery(api, delivery)).toMatchObject({ status: "delivered" });
    const [first, second] = (await inbox.waitForRequests(2)).map(({ receivedAt }) => Date.parse(receivedAt));
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(3_900);
  });
});

async function sendTest(api: Parameters<typeof waitForDelivery>[0], url: string, options: Options): Promise<string> {
  const webhook = { name: "To an inbox", url, events: ["session.started"], ...options };
  const { id } = await answerOf<{ id: string }>(api.post("/api/webhooks", { data: webhook }), 201);
  const { deliveryId } = await answerOf<{ deliveryId: string }>(api.post(`/api/webhooks/${id}/test`), 202);
  return deliveryId;
}
