import packageJson from "@/package.json" with { type: "json" };

/** The version of this build: in the User-Agent of deliveries, and in the list of workers. */
export const VERSION = packageJson.version;
