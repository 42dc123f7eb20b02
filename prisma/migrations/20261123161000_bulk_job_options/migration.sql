-- AlterTable
ALTER TABLE "bulk_jobs" ADD COLUMN     "cancelled" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "exclude" TEXT[] NOT NULL DEFAULT '{}',
ADD COLUMN     "max" INTEGER,
ADD COLUMN     "paced_until" TIMESTAMPTZ(3),
ADD COLUMN     "rate_per_second" INTEGER;

-- CreateTable
CREATE TABLE "bulk_job_deliveries" (
    "bulk_job_id" TEXT COLLATE "C" NOT NULL,
    "delivery_id" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "bulk_job_deliveries_pkey" PRIMARY KEY ("bulk_job_id","delivery_id")
);

-- AddForeignKey
ALTER TABLE "bulk_job_deliveries" ADD CONSTRAINT "bulk_job_deliveries_bulk_job_id_fkey" FOREIGN KEY ("bulk_job_id") REFERENCES "bulk_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here on.

ALTER TABLE "bulk_jobs" ADD CONSTRAINT "bulk_jobs_kind" CHECK ("kind" IN ('retry', 'cancel'));
