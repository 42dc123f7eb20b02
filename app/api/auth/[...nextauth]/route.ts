import { handleAuth } from "@/lib/session/next";

export { handleAuth as GET, handleAuth as POST };
