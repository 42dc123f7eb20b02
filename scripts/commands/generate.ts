import { generateClient } from "../build/build";

/** `npm run prisma:generate`: the Prisma client, if the schema changed since it was last generated. */
export async function run(): Promise<void> {
  await generateClient();
  console.log("The Prisma client is up to date.");
}
