import "vitest";

declare module "vitest" {
  export interface ProvidedContext {
    /** Of the shared PostgreSQL of this run, its maintenance database. */
    postgresUrl: string;
    /** Of the shared Redis of this run, database 0, which only counts the databases handed out. */
    redisUrl: string;
  }
}
