export { configuredProviders } from "./auth-options";
export { readSession, type Session } from "./read-session";
