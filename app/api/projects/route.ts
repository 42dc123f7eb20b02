import { handle } from "@/lib/http";
import { createProjectOperation, listProjectsOperation } from "@/lib/http/operations/projects";
import { createProject, listProjects } from "@/lib/projects";

export const GET = handle(listProjectsOperation, (ctx, { query }) => listProjects(ctx, query));
export const POST = handle(createProjectOperation, (ctx, { body }) => createProject(ctx, body));
