import { handle } from "@/lib/http";
import { listMembersOperation } from "@/lib/http/operations/members";
import { listMembers } from "@/lib/workspaces";

export const GET = handle(listMembersOperation, (ctx, { query }) => listMembers(ctx, query));
