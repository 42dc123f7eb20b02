export { type Actor, actorLabel } from "./actor";
export type { Context, Services } from "./context";
export type { Role } from "./roles";
export { allows, requireScope, type Scope, SCOPES } from "./scopes";
export { transact } from "./transaction";
