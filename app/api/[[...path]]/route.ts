import { refuseUnknownPath } from "@/lib/http";

export const GET = refuseUnknownPath;
export const POST = refuseUnknownPath;
export const PUT = refuseUnknownPath;
export const PATCH = refuseUnknownPath;
export const DELETE = refuseUnknownPath;
export const HEAD = refuseUnknownPath;
export const OPTIONS = refuseUnknownPath;
