import { expect, test } from "vitest";
import { checklistOf, nextStep, sendCommand } from "./checklist-steps";

const facts = (done: string[]) => ({
  steps: {
    eventType: done.includes("eventType"),
    endpoint: done.includes("endpoint"),
    event: done.includes("event"),
    delivered: done.includes("delivered"),
    verified: done.includes("verified"),
    retried: done.includes("retried"),
    apiKey: done.includes("apiKey"),
  },
  endpoint: null,
  lastDelivery: null,
  unwellDeliveryId: null,
});

test("the next step is the first that is not done, whatever was done after it", () => {
  expect(nextStep(checklistOf(facts(["eventType", "apiKey"])))).toBe("endpoint");
  expect(nextStep(checklistOf(facts(Object.keys(facts([]).steps))))).toBeNull();
});

test("the command asks this instance and nobody else", () => {
  expect(sendCommand("http://localhost:3001")).toContain("http://localhost:3001/api/events");
});
