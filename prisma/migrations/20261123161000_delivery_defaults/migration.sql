-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN "default_timeout_ms" INTEGER,
ADD COLUMN "default_rate_limit" INTEGER,
ADD COLUMN "default_retry_schedule_ms" INTEGER[] NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "webhooks" ALTER COLUMN "timeout_ms" DROP NOT NULL,
ALTER COLUMN "timeout_ms" DROP DEFAULT;

-- 30 s was written for webhooks that set no time limit, and it is the longest there is: null means the same until the
-- workspace sets a default, which is for them too.
UPDATE "webhooks" SET "timeout_ms" = NULL WHERE "timeout_ms" = 30000;
