import { z } from "zod";
import { idOf } from "@/lib/core/schemas";
import { ChangePasswordInput, Profile, SignInSessions, UpdateProfileInput } from "@/lib/users/schemas";
import { SignedUp, SignUpInput } from "@/lib/workspaces/schemas";
import { defineOperation } from "@/lib/http/operation";

const tag = "Account";

export const signUpOperation = defineOperation({
  id: "signUp",
  method: "POST",
  path: "/api/users",
  tag,
  summary: "Make an account with a personal workspace; signing in is a step of its own",
  scope: "public",
  body: SignUpInput,
  refusals: ["forbidden", "rate_limited"],
  status: 201,
  response: SignedUp,
});

export const getProfileOperation = defineOperation({
  id: "getProfile",
  method: "GET",
  path: "/api/users/me",
  tag,
  summary: "Read the account of the signed-in person",
  scope: "authenticated",
  status: 200,
  response: Profile,
});

export const updateProfileOperation = defineOperation({
  id: "updateProfile",
  method: "PATCH",
  path: "/api/users/me",
  tag,
  summary: "Change the signed-in person's name",
  scope: "authenticated",
  body: UpdateProfileInput,
  status: 200,
  response: Profile,
});

export const changePasswordOperation = defineOperation({
  id: "changePassword",
  method: "POST",
  path: "/api/users/me/password",
  tag,
  summary: "Set a new password and end every session",
  scope: "authenticated",
  body: ChangePasswordInput,
  status: 204,
  // A key would put a quick hash of the body, and so of the passwords, on record.
  ownIdempotency: true,
});

export const signOutEverywhereOperation = defineOperation({
  id: "signOutEverywhere",
  method: "POST",
  path: "/api/users/me/sign-out-everywhere",
  tag,
  summary: "End every session of the signed-in person",
  scope: "authenticated",
  status: 204,
});

export const listSessionsOperation = defineOperation({
  id: "listSessions",
  method: "GET",
  path: "/api/users/me/sessions",
  tag,
  summary: "List the browsers in which the signed-in person is signed in",
  scope: "authenticated",
  status: 200,
  response: SignInSessions,
});

export const endOtherSessionsOperation = defineOperation({
  id: "endOtherSessions",
  method: "DELETE",
  path: "/api/users/me/sessions",
  tag,
  summary: "End every session of the signed-in person but this one",
  scope: "authenticated",
  status: 204,
});

export const endSessionOperation = defineOperation({
  id: "endSession",
  method: "DELETE",
  path: "/api/users/me/sessions/{id}",
  tag,
  summary: "End one session of the signed-in person",
  scope: "authenticated",
  params: z.object({ id: idOf("session") }),
  status: 204,
});
