export { changePassword } from "./change-password";
export type { Door } from "./door";
export { endOtherSessions, endSession } from "./end-session";
export { findProfile, getProfile } from "./get-profile";
export { listSessions, listSessionsOf } from "./list-sessions";
export { hashPassword, verifyPassword } from "./password";
export { recordSignIn } from "./record-sign-in";
export { type Person, requirePerson } from "./require-person";
export * from "./schemas";
export {
  closeSession,
  deleteExpiredSessions,
  findSession,
  type FoundSession,
  openSession,
  renewSession,
  SESSION_MS,
  type SessionClaim,
} from "./sign-in-session";
export { signOutEverywhere } from "./sign-out-everywhere";
export { createThrottle, type Throttle } from "./throttle";
export { updateProfile } from "./update-profile";
export { type SignedInUser, verifyCredentials } from "./verify-credentials";
