import { handle } from "@/lib/http";
import { deleteProjectOperation, getProjectOperation, updateProjectOperation } from "@/lib/http/operations/projects";
import { deleteProject, getProject, updateProject } from "@/lib/projects";

export const GET = handle(getProjectOperation, (ctx, { params }) => getProject(ctx, params.id));
export const PATCH = handle(updateProjectOperation, (ctx, { params, body }) => updateProject(ctx, params.id, body));
export const DELETE = handle(deleteProjectOperation, (ctx, { params }) => deleteProject(ctx, params.id));
