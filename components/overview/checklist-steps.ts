import type { OnboardingFacts } from "@/lib/client/stats";

export type StepKey = keyof OnboardingFacts["steps"];

export type ChecklistStep = { key: StepKey; title: string; hint: string; isDone: boolean };

const STEPS: readonly { key: StepKey; title: string; hint: string }[] = [
  {
    key: "eventType",
    title: "Have an event type",
    hint: "A name for each thing that happens, such as project.created. Some are there to begin with.",
  },
  {
    key: "endpoint",
    title: "Create an endpoint",
    hint: "Where events are sent. A built-in inbox receives them without any server of your own.",
  },
  { key: "event", title: "Send a test event", hint: "An example of an event type, to this endpoint alone." },
  { key: "delivered", title: "See it delivered", hint: "With its request, its response and how long it took." },
  {
    key: "verified",
    title: "Verify the signature",
    hint: "An inbox checks each request against the secret of its endpoint. Your server does the same in a few lines.",
  },
  {
    key: "retried",
    title: "See a failure, and retry it",
    hint: "The inbox refuses two attempts. Open the delivery to read why, then send it again.",
  },
  {
    key: "apiKey",
    title: "Send from your code",
    hint: "Create an API key, put it in place of YOUR_API_KEY and run this.",
  },
];

/** @returns the first steps with what is done, in their order. */
export function checklistOf(facts: OnboardingFacts): ChecklistStep[] {
  return STEPS.map((step) => ({ ...step, isDone: facts.steps[step.key] }));
}

/** @returns the step that comes next: the first that is not done; null when all are. */
export function nextStep(steps: readonly ChecklistStep[]): StepKey | null {
  return steps.find(({ isDone }) => !isDone)?.key ?? null;
}

/** @returns a command that sends an event from a shell. */
export function sendCommand(origin: string): string {
  const body = JSON.stringify({ type: "project.created", data: { id: "prj_1", name: "First project" } });
  return [
    `curl -X POST ${origin}/api/events \\`,
    '  -H "Authorization: Bearer YOUR_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${body}'`,
  ].join("\n");
}
