CREATE TABLE "audit_event" (
	"number" integer PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"object" text NOT NULL,
	"campaign_id" integer,
	"reason" text,
	"detail" text NOT NULL,
	"previous" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_draft" (
	"campaign_id" integer PRIMARY KEY NOT NULL,
	"text" jsonb NOT NULL,
	"basis" integer NOT NULL,
	"revision" integer NOT NULL,
	"saved_by" uuid,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_update" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"audience" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"send_at" timestamp (3) with time zone,
	"due_at" timestamp (3) with time zone,
	"signature_id" uuid,
	"subscriber_id" uuid,
	"queued" integer NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"published_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "invalidated_signature" (
	"invalidation_id" uuid NOT NULL,
	"campaign_id" integer NOT NULL,
	"signature_id" uuid NOT NULL,
	"state" text NOT NULL,
	"stopped" jsonb NOT NULL,
	CONSTRAINT "invalidated_signature_invalidation_id_signature_id_pk" PRIMARY KEY("invalidation_id","signature_id")
);
--> statement-breakpoint
CREATE TABLE "invalidation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"reason" text,
	"state" text NOT NULL,
	"matched" integer NOT NULL,
	"found" jsonb NOT NULL,
	"done" integer NOT NULL,
	"reached" uuid,
	"due_at" timestamp (3) with time zone,
	"ordered_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"hash" "bytea" NOT NULL,
	"purpose" text NOT NULL,
	"mailbox" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"role" text,
	"campaign_id" integer NOT NULL,
	"browser" "bytea",
	"invited_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "invitation_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "milestone" (
	"campaign_id" integer NOT NULL,
	"count" integer NOT NULL,
	"reached_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "milestone_campaign_id_count_pk" PRIMARY KEY("campaign_id","count")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"organiser_id" uuid NOT NULL,
	"campaign_id" integer NOT NULL,
	"weekly" text NOT NULL,
	"milestones" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	CONSTRAINT "notice_organiser_id_campaign_id_pk" PRIMARY KEY("organiser_id","campaign_id")
);
--> statement-breakpoint
CREATE TABLE "organiser" (
	"id" uuid PRIMARY KEY NOT NULL,
	"mailbox" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"state" text NOT NULL,
	"password_hash" text,
	"totp_step" integer,
	"failures" integer NOT NULL,
	"waits_until" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "organiser_mailbox_unique" UNIQUE("mailbox")
);
--> statement-breakpoint
CREATE TABLE "organiser_role" (
	"organiser_id" uuid NOT NULL,
	"campaign_id" integer NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "organiser_role_organiser_id_campaign_id_pk" PRIMARY KEY("organiser_id","campaign_id")
);
--> statement-breakpoint
CREATE TABLE "organiser_session" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"agent" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"proven_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "paper_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"signatures" integer NOT NULL,
	"counted" integer NOT NULL,
	"entered_by" uuid,
	"entered_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "paper_signature" (
	"campaign_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"batch" uuid NOT NULL,
	"state" text NOT NULL,
	"person" "bytea" NOT NULL,
	"country" text NOT NULL,
	"constituency_code" text,
	"outward" text,
	"signed_on" text,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "paper_signature_campaign_id_id_pk" PRIMARY KEY("campaign_id","id")
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" text PRIMARY KEY NOT NULL,
	"organiser_id" uuid NOT NULL,
	"public_key" "bytea" NOT NULL,
	"counter" integer NOT NULL,
	"transports" jsonb NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"organiser_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "recovery_code_organiser_id_hash_pk" PRIMARY KEY("organiser_id","hash")
);
--> statement-breakpoint
CREATE TABLE "subscriber" (
	"campaign_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"mailbox" "bytea" NOT NULL,
	"state" text NOT NULL,
	"consent_version" integer NOT NULL,
	"domain" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"mails" integer NOT NULL,
	"mailed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subscriber_campaign_id_id_pk" PRIMARY KEY("campaign_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"sealed" "bytea" NOT NULL,
	"events" jsonb NOT NULL,
	"state" text NOT NULL,
	"failures" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_attempt" (
	"delivery_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"status" integer,
	"fault" text,
	"took_ms" integer NOT NULL,
	CONSTRAINT "webhook_attempt_delivery_id_number_pk" PRIMARY KEY("delivery_id","number")
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook_id" uuid NOT NULL,
	"campaign_id" integer NOT NULL,
	"event" text NOT NULL,
	"payload" text NOT NULL,
	"state" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	"attempts" integer NOT NULL,
	"fence" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "access_token" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "access_token" ADD COLUMN "campaign_id" integer;--> statement-breakpoint
ALTER TABLE "access_token" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "access_token" ADD COLUMN "used_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "constituency" ADD COLUMN "hex_q" integer;--> statement-breakpoint
ALTER TABLE "constituency" ADD COLUMN "hex_r" integer;--> statement-breakpoint
ALTER TABLE "access_token" ADD COLUMN "ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "campaign_version" ADD COLUMN "saved_by" uuid;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "update_id" uuid;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "subscriber_id" uuid;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "organiser_id" uuid;--> statement-breakpoint
ALTER TABLE "invalidated_signature" ADD CONSTRAINT "invalidated_signature_invalidation_id_invalidation_id_fk" FOREIGN KEY ("invalidation_id") REFERENCES "public"."invalidation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organiser_role" ADD CONSTRAINT "organiser_role_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organiser_session" ADD CONSTRAINT "organiser_session_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_organiser_id_organiser_id_fk" FOREIGN KEY ("organiser_id") REFERENCES "public"."organiser"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "seen_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "paper_signature" ADD CONSTRAINT "paper_signature_batch_paper_batch_id_fk" FOREIGN KEY ("batch") REFERENCES "public"."paper_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempt" ADD CONSTRAINT "webhook_attempt_delivery_id_webhook_delivery_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_delivery"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_id_webhook_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhook"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_campaign" ON "audit_event" USING btree ("campaign_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_update_number" ON "campaign_update" USING btree ("campaign_id","number");--> statement-breakpoint
CREATE INDEX "campaign_update_due" ON "campaign_update" USING btree ("due_at") WHERE "campaign_update"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "invalidated_signature_signature" ON "invalidated_signature" USING btree ("signature_id");--> statement-breakpoint
CREATE INDEX "invalidation_campaign" ON "invalidation" USING btree ("campaign_id","id");--> statement-breakpoint
CREATE INDEX "invalidation_due" ON "invalidation" USING btree ("due_at") WHERE "invalidation"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "notice_due" ON "notice" USING btree ("due_at") WHERE "notice"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "organiser_session_organiser" ON "organiser_session" USING btree ("organiser_id");--> statement-breakpoint
CREATE INDEX "paper_batch_campaign" ON "paper_batch" USING btree ("campaign_id","id");--> statement-breakpoint
CREATE INDEX "paper_signature_person" ON "paper_signature" USING btree ("campaign_id","person");--> statement-breakpoint
CREATE INDEX "paper_signature_batch" ON "paper_signature" USING btree ("batch");--> statement-breakpoint
CREATE INDEX "passkey_organiser" ON "passkey" USING btree ("organiser_id");--> statement-breakpoint
CREATE UNIQUE INDEX "subscriber_mailbox" ON "subscriber" USING btree ("campaign_id","mailbox");--> statement-breakpoint
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" USING btree ("due_at") WHERE "webhook_delivery"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "webhook_delivery_webhook" ON "webhook_delivery" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "letter_to_settle" ON "letter" USING btree ("campaign_id","id") WHERE "letter"."state" in ('bounced', 'gave-up', 'unknown') and "letter"."seen_at" is null;--> statement-breakpoint
CREATE INDEX "signature_review" ON "signature" USING btree ("campaign_id","id") WHERE "signature"."review" is not null;--> statement-breakpoint
DROP INDEX "outgoing_held";--> statement-breakpoint
CREATE INDEX "outgoing_held" ON "outgoing" USING btree ("hold_reason","campaign_id","kind","state","letter_id") WHERE "outgoing"."hold_reason" is not null;--> statement-breakpoint
CREATE INDEX "outgoing_update" ON "outgoing" USING btree ("update_id","state") WHERE "outgoing"."update_id" is not null;--> statement-breakpoint
CREATE INDEX "outgoing_subscriber" ON "outgoing" USING btree ("subscriber_id") WHERE "outgoing"."subscriber_id" is not null;--> statement-breakpoint
CREATE INDEX "outgoing_organiser" ON "outgoing" USING btree ("organiser_id") WHERE "outgoing"."organiser_id" is not null;--> statement-breakpoint
INSERT INTO "tally" SELECT "campaign_id", 'by-source', coalesce("source", ''), count(*)::integer FROM "signature" WHERE "state" = 'confirmed' GROUP BY 1, 3;--> statement-breakpoint
INSERT INTO "tally" SELECT "campaign_id", 'by-day-constituency', to_char("confirmed_at" AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') || '|' || coalesce("constituency_code", ''), count(*)::integer FROM "signature" WHERE "state" = 'confirmed' GROUP BY 1, 3;--> statement-breakpoint
CREATE FUNCTION audit_event_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only ever added to';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_event_kept BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION audit_event_only_added();--> statement-breakpoint
INSERT INTO "tally" ("campaign_id", "measure", "key", "count") SELECT "campaign_id", 'updates-by-constituency', coalesce("constituency_code", ''), count(*)::integer FROM "signature" WHERE "state" = 'confirmed' AND "updates" = 'yes' GROUP BY 1, 3;
