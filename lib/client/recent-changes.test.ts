import { expect, test } from "vitest";
import { recentChangesOf } from "./recent-changes";

const entry = (action: string, more = {}) => ({
  id: "aud_1",
  actorKind: "user" as const,
  actorId: "usr_1",
  actorName: "Ada",
  action,
  targetKind: "webhook",
  targetId: "wh_1",
  diff: null,
  ip: null,
  requestId: null,
  createdAt: "2026-11-23T12:00:00.000Z",
  ...more,
});

test("changes of the configuration are told in words, everything else is left out", () => {
  const changes = recentChangesOf(
    ["webhook.updated", "delivery.retried", "webhook.secret_revealed", "api_key.created"].map((action) =>
      entry(action),
    ),
  );
  expect(changes.map(({ words }) => words)).toEqual(["changed an endpoint", "created an API key"]);
  expect(changes.map(({ isMarked }) => isMarked)).toEqual([true, false]);
});

test("a deleted endpoint is no link, and what Posthorn does itself bears its name", () => {
  expect(recentChangesOf([entry("webhook.deleted", { actorName: null })])).toMatchObject([
    { actor: "Posthorn", webhookId: null },
  ]);
});
