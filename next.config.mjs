/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  // No page shows a picture from elsewhere, so the optimiser would only be a way in.
  images: { unoptimized: true },
  devIndicators: false,
  serverExternalPackages: [
    "@node-rs/argon2",
    "bullmq",
    "ioredis",
    "nodemailer",
    "pg",
    "pino",
    "prom-client",
    "rate-limiter-flexible",
  ],
  // `npm run verify` checks types and style; a second check here would only make every start slower.
  typescript: { ignoreBuildErrors: true },
};

export default config;
