export { createProject } from "./create-project";
export { deleteProject } from "./delete-project";
export { getProject } from "./get-project";
export { listProjects } from "./list-projects";
export { updateProject } from "./update-project";
