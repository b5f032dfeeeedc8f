-- Who had one that is under way was known by the order of signatures, which says nothing of mailboxes: it ends here.
UPDATE "campaign_update" SET "state" = 'cancelled', "due_at" = NULL, "ended_at" = now() WHERE "started_at" IS NOT NULL AND "ended_at" IS NULL;--> statement-breakpoint
UPDATE "outgoing" SET "state" = 'queued', "hold_reason" = NULL, "settled_at" = NULL, "due_at" = "created_at" WHERE "state" = 'held' AND "hold_reason" = 'update-paused';--> statement-breakpoint
ALTER TABLE "campaign_update" ADD COLUMN "reached" "bytea";--> statement-breakpoint
ALTER TABLE "campaign_update" DROP COLUMN "signature_id";--> statement-breakpoint
ALTER TABLE "campaign_update" DROP COLUMN "subscriber_id";