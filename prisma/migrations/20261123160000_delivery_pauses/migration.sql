-- CreateTable
CREATE TABLE "delivery_pauses" (
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_pauses_pkey" PRIMARY KEY ("workspace_id")
);

-- AddForeignKey
ALTER TABLE "delivery_pauses" ADD CONSTRAINT "delivery_pauses_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
