#!/usr/bin/env node
// What Prisma's command line runs as its "schema engine": prisma.config.ts names this file, so nothing is downloaded.
import { register } from "tsx/esm/api";

register();
const { serve } = await import("./serve.ts");
await serve(process.argv.slice(2));
