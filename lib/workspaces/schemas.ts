import { z } from "zod";
import { ROLES } from "@/lib/access/roles";
import { Instant, pageOf, textOf } from "@/lib/core/schemas";
import { Email, Password, PersonName } from "@/lib/users/schemas";
import { RateLimit, RetryScheduleMs, TimeoutMs } from "@/lib/webhooks/schemas";

export const Role = z.enum(ROLES, `must be one of ${ROLES.join(", ")}`);

export const WorkspaceName = textOf(80);

export const Workspace = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    personal: z.boolean(),
    /** Days that events, deliveries and attempts are kept. */
    retentionDays: z.number().int(),
    defaults: z
      .object({
        timeoutMs: z.int().nullable(),
        rateLimit: z.int().nullable(),
        retryScheduleMs: z.array(z.int()).nullable(),
      })
      .meta({ description: "What webhooks use that set nothing of their own; null is the instance's" }),
    createdAt: Instant,
  })
  .meta({ id: "Workspace" });
export type Workspace = z.output<typeof Workspace>;

export const WorkspaceMembership = Workspace.extend({ role: Role }).meta({ id: "WorkspaceMembership" });
export type WorkspaceMembership = z.output<typeof WorkspaceMembership>;
export const MyWorkspaces = z.object({ data: z.array(WorkspaceMembership) });

export const CreateWorkspaceInput = z.strictObject({ name: WorkspaceName });
export type CreateWorkspaceInput = z.output<typeof CreateWorkspaceInput>;

/** What webhooks use that set nothing of their own. What is left out stays, null goes back to the instance's. */
const DeliveryDefaults = z.strictObject({
  timeoutMs: TimeoutMs.nullish(),
  rateLimit: RateLimit.nullish(),
  retryScheduleMs: RetryScheduleMs.nullish(),
});

export const UpdateWorkspaceInput = z
  .strictObject({
    name: WorkspaceName.optional(),
    retentionDays: z
      .int("must be a whole number of days")
      .min(1, "must be at least 1 day")
      .max(365, "must be at most 365 days")
      .optional(),
    defaults: DeliveryDefaults.optional(),
  })
  .refine((input) => Object.values(input).some((value) => value !== undefined), "names nothing to change");
export type UpdateWorkspaceInput = z.output<typeof UpdateWorkspaceInput>;

export const SignUpInput = z.strictObject({
  email: Email,
  password: Password,
  name: PersonName,
  /** From the link of an invitation; needed where only invited people may make an account. */
  invitationToken: z.string().max(100).optional(),
});
export type SignUpInput = z.output<typeof SignUpInput>;

export const SignedUp = z.object({ userId: z.string(), workspaceSlug: z.string() });

export const Member = z
  .object({
    id: z.string(),
    userId: z.string(),
    name: z.string().nullable(),
    email: z.string(),
    role: Role,
    createdAt: Instant,
  })
  .meta({ id: "Member" });
export type Member = z.output<typeof Member>;
export const MemberPage = pageOf(Member);

export const ChangeRoleInput = z.strictObject({ role: Role });
export type ChangeRoleInput = z.output<typeof ChangeRoleInput>;

export const INVITATION_STATUSES = ["pending", "accepted", "expired", "revoked"] as const;

export const Invitation = z
  .object({
    id: z.string(),
    email: z.string(),
    role: Role,
    status: z.enum(INVITATION_STATUSES),
    invitedBy: z.string().nullable(),
    createdAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: "Invitation" });
export type Invitation = z.output<typeof Invitation>;
export const InvitationPage = pageOf(Invitation);

/** An invitation with its link, which is shown this once, and whether it is also on its way by mail. */
export const InvitationWithLink = Invitation.extend({ url: z.string(), mailed: z.boolean() }).meta({
  id: "InvitationWithLink",
});
export type InvitationWithLink = z.output<typeof InvitationWithLink>;

export const CreateInvitationInput = z.strictObject({ email: Email, role: Role });
export type CreateInvitationInput = z.output<typeof CreateInvitationInput>;

export const AcceptInvitationInput = z.strictObject({
  token: z.string().min(1, "is empty").max(100, "is not an invitation's token"),
});
export type AcceptInvitationInput = z.output<typeof AcceptInvitationInput>;

export const AcceptedInvitation = z.object({
  workspace: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  role: Role,
});
export type AcceptedInvitation = z.output<typeof AcceptedInvitation>;
