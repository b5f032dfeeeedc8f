CREATE TABLE "access_token" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign" (
	"id" integer PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"consent_version" integer NOT NULL,
	"opens" text,
	"closes" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "campaign_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "campaign_version" (
	"campaign_id" integer NOT NULL,
	"version" integer NOT NULL,
	"text" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "campaign_version_campaign_id_version_pk" PRIMARY KEY("campaign_id","version")
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"campaign_id" integer NOT NULL,
	"version" integer NOT NULL,
	"wording" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "consent_campaign_id_version_pk" PRIMARY KEY("campaign_id","version")
);
--> statement-breakpoint
CREATE TABLE "constituency" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"region" text NOT NULL,
	"region_code" text NOT NULL,
	"country" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"signature_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"sealed" "bytea",
	"member_id" integer,
	"fingerprint" "bytea" NOT NULL,
	"likeness" double precision,
	"written_at" timestamp (3) with time zone NOT NULL,
	"queued_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "limit_counter" (
	"rule" text NOT NULL,
	"key" "bytea" NOT NULL,
	"counters" jsonb NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "limit_counter_rule_key_pk" PRIMARY KEY("rule","key")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" integer PRIMARY KEY NOT NULL,
	"constituency_code" text NOT NULL,
	"name" text NOT NULL,
	"salutation" text NOT NULL,
	"full_title" text NOT NULL,
	"party" text NOT NULL,
	"email" text,
	"since" timestamp (3) with time zone,
	CONSTRAINT "member_constituency_code_unique" UNIQUE("constituency_code")
);
--> statement-breakpoint
CREATE TABLE "outgoing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"campaign_id" integer NOT NULL,
	"signature_id" uuid NOT NULL,
	"letter_id" uuid,
	"target_key" text,
	"state" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	"attempts" integer NOT NULL,
	"fence" integer NOT NULL,
	"data_at" timestamp (3) with time zone,
	"message_id" text,
	"date" timestamp (3) with time zone,
	"last_reply" text,
	"hold_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "postcode" (
	"postcode" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "principle" (
	"campaign_id" integer NOT NULL,
	"number" integer NOT NULL,
	"slug" text NOT NULL,
	CONSTRAINT "principle_campaign_id_number_pk" PRIMARY KEY("campaign_id","number")
);
--> statement-breakpoint
CREATE TABLE "signature" (
	"campaign_id" integer NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"consent_version" integer NOT NULL,
	"mailbox" "bytea" NOT NULL,
	"slot" integer NOT NULL,
	"state" text NOT NULL,
	"invalid_reason" text,
	"country" text NOT NULL,
	"constituency_code" text,
	"constituency_by" text,
	"outward" text,
	"domain" text NOT NULL,
	"principles" text NOT NULL,
	"updates" text NOT NULL,
	"source" text,
	"review" text,
	"sealed" "bytea" NOT NULL,
	"network" "bytea",
	"signed_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"number" integer,
	"mails" integer NOT NULL,
	"mailed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "signature_campaign_id_id_pk" PRIMARY KEY("campaign_id","id")
);
--> statement-breakpoint
CREATE TABLE "tally" (
	"campaign_id" integer NOT NULL,
	"measure" text NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "tally_campaign_id_measure_key_pk" PRIMARY KEY("campaign_id","measure","key")
);
--> statement-breakpoint
CREATE TABLE "tally_delta" (
	"campaign_id" integer NOT NULL,
	"measure" text NOT NULL,
	"key" text NOT NULL,
	"id" uuid NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "tally_delta_campaign_id_measure_key_id_pk" PRIMARY KEY("campaign_id","measure","key","id")
);
--> statement-breakpoint
ALTER TABLE "campaign_version" ADD CONSTRAINT "campaign_version_campaign_id_campaign_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaign"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_campaign_id_campaign_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaign"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_campaign_id_signature_id_signature_campaign_id_id_fk" FOREIGN KEY ("campaign_id","signature_id") REFERENCES "public"."signature"("campaign_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing" ADD CONSTRAINT "outgoing_letter_id_letter_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."letter"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing" ADD CONSTRAINT "outgoing_campaign_id_signature_id_signature_campaign_id_id_fk" FOREIGN KEY ("campaign_id","signature_id") REFERENCES "public"."signature"("campaign_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "principle" ADD CONSTRAINT "principle_campaign_id_campaign_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaign"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letter_signature" ON "letter" USING btree ("signature_id");--> statement-breakpoint
CREATE INDEX "letter_campaign" ON "letter" USING btree ("campaign_id","id");--> statement-breakpoint
CREATE INDEX "limit_counter_taken" ON "limit_counter" USING btree ("taken_at");--> statement-breakpoint
CREATE INDEX "outgoing_due" ON "outgoing" USING btree ("due_at") WHERE "outgoing"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "outgoing_signature" ON "outgoing" USING btree ("signature_id");--> statement-breakpoint
CREATE INDEX "outgoing_letter" ON "outgoing" USING btree ("letter_id") WHERE "outgoing"."letter_id" is not null;--> statement-breakpoint
CREATE INDEX "outgoing_held" ON "outgoing" USING btree ("hold_reason") WHERE "outgoing"."hold_reason" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "principle_slug" ON "principle" USING btree ("campaign_id","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "signature_mailbox" ON "signature" USING btree ("campaign_id","mailbox","slot");