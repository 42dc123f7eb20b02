export { type Actor, actorLabel } from "./actor";
export type { Context, Services } from "./context";
export { type Role, ROLES } from "./roles";
export { allows, requireScope, type Scope, SCOPES } from "./scopes";
export { transact } from "./transaction";
