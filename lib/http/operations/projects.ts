import { z } from "zod";
import { idOf } from "@/lib/core/schemas";
import {
  CreateProjectInput,
  ListProjectsQuery,
  Project,
  ProjectPage,
  UpdateProjectInput,
} from "@/lib/projects/schemas";
import { defineOperation } from "../operation";

const tag = "Projects";
const params = z.strictObject({ id: idOf("project") });

export const listProjectsOperation = defineOperation({
  id: "listProjects",
  method: "GET",
  path: "/api/projects",
  tag,
  summary: "List projects, newest first",
  scope: "projects:read",
  query: ListProjectsQuery,
  status: 200,
  response: ProjectPage,
});

export const createProjectOperation = defineOperation({
  id: "createProject",
  method: "POST",
  path: "/api/projects",
  tag,
  summary: "Create a project; triggers project.created",
  scope: "projects:write",
  body: CreateProjectInput,
  status: 201,
  response: Project,
});

export const getProjectOperation = defineOperation({
  id: "getProject",
  method: "GET",
  path: "/api/projects/{id}",
  tag,
  summary: "Get a project",
  scope: "projects:read",
  params,
  status: 200,
  response: Project,
});

export const updateProjectOperation = defineOperation({
  id: "updateProject",
  method: "PATCH",
  path: "/api/projects/{id}",
  tag,
  summary: "Change a project; triggers project.updated",
  scope: "projects:write",
  params,
  body: UpdateProjectInput,
  status: 200,
  response: Project,
});

export const deleteProjectOperation = defineOperation({
  id: "deleteProject",
  method: "DELETE",
  path: "/api/projects/{id}",
  tag,
  summary: "Delete a project; triggers project.deleted",
  scope: "projects:write",
  params,
  status: 204,
});
