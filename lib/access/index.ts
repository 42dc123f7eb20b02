export { type Actor, actorLabel, type Role, ROLES } from "./actor";
export type { Context, Services } from "./context";
export { allows, requireScope, type Scope, SCOPES } from "./scopes";
export { transact } from "./transaction";
