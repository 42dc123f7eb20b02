import { buildIfChanged } from "../build/build";

/** `npm run build`: the production build, if anything changed since the last. */
export async function run(): Promise<void> {
  await buildIfChanged();
  console.log("The build is up to date.");
}
