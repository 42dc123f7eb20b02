import { z } from "zod";
import { RETRY_SCHEDULE_LIMITS } from "@/lib/retry/policy";
import { RateLimit, TimeoutMs } from "@/lib/webhooks/schemas";
import type { UpdateWorkspaceInput, Workspace } from "@/lib/workspaces/schemas";
import { delayError, formatDelay, parseDelay } from "./retry-timeline";

const SECOND_MS = 1_000;

/** A number as it is typed; empty follows the instance. */
const numberText = (schema: z.ZodType<number>, unit: number, message: string) =>
  z
    .string()
    .trim()
    .refine((text) => text === "" || (/^\d+$/.test(text) && schema.safeParse(Number(text) * unit).success), message);

/** The form of a workspace's delivery defaults as it is typed. Messages go on where a label ends. */
export const DefaultsFormValues = z
  .object({
    timeoutSeconds: numberText(TimeoutMs, SECOND_MS, "must be a whole number from 1 to 30, or empty"),
    rateLimit: numberText(RateLimit, 1, "must be a whole number from 1 to 10,000, or empty"),
    schedule: z.enum(["default", "custom"]),
    delays: z.array(z.object({ text: z.string() })),
  })
  .superRefine(({ schedule, delays }, { addIssue }) => {
    if (schedule === "default") return;
    const { stepsMax } = RETRY_SCHEDULE_LIMITS;
    if (delays.length === 0) addIssue({ code: "custom", path: ["delays"], message: "must have at least one delay" });
    if (delays.length > stepsMax)
      addIssue({ code: "custom", path: ["delays"], message: `must be at most ${stepsMax}` });
    for (const [index, { text }] of delays.entries()) {
      const message = delayError(text);
      if (message !== undefined) addIssue({ code: "custom", path: ["delays", index, "text"], message });
    }
  });
export type DefaultsFormValues = z.output<typeof DefaultsFormValues>;

/** @param instanceScheduleMs what the custom schedule begins with where the workspace has none. */
export function defaultsFormOf(
  { timeoutMs, rateLimit, retryScheduleMs }: Workspace["defaults"],
  instanceScheduleMs: readonly number[],
): DefaultsFormValues {
  return {
    timeoutSeconds: timeoutMs === null ? "" : String(Math.round(timeoutMs / SECOND_MS)),
    rateLimit: rateLimit === null ? "" : String(rateLimit),
    schedule: retryScheduleMs === null ? "default" : "custom",
    delays: (retryScheduleMs ?? instanceScheduleMs).map((ms) => ({ text: formatDelay(ms) })),
  };
}

/** @returns what the API is told: null goes back to the instance's. */
export function defaultsOf(values: DefaultsFormValues): Required<NonNullable<UpdateWorkspaceInput["defaults"]>> {
  return {
    timeoutMs: values.timeoutSeconds === "" ? null : Number(values.timeoutSeconds) * SECOND_MS,
    rateLimit: values.rateLimit === "" ? null : Number(values.rateLimit),
    retryScheduleMs: values.schedule === "default" ? null : values.delays.flatMap(({ text }) => parseDelay(text) ?? []),
  };
}
