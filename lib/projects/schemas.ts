import { z } from "zod";
import { Instant, pageOf, PageQuery, textOf } from "@/lib/core/schemas";

export const Project = z
  .object({
    id: z.string().meta({ example: "prj_01h455vb4pex5vsknk084sn02q" }),
    name: z.string(),
    description: z.string().nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: "Project" });
export type Project = z.output<typeof Project>;

export const ProjectPage = pageOf(Project);
export const ListProjectsQuery = PageQuery;

export const CreateProjectInput = z.strictObject({
  name: textOf(100).meta({ example: "Test Project" }),
  description: textOf(1_000).nullish().meta({ example: "This will trigger a webhook" }),
});
export type CreateProjectInput = z.output<typeof CreateProjectInput>;

export const UpdateProjectInput = z.strictObject({
  name: textOf(100).optional(),
  description: textOf(1_000).nullish(),
});
export type UpdateProjectInput = z.output<typeof UpdateProjectInput>;
