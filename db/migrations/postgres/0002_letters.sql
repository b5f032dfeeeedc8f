CREATE TABLE "office" (
	"id" uuid PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"mode" text NOT NULL,
	"revision" integer NOT NULL,
	"free_at" timestamp (3) with time zone NOT NULL,
	"next_at" timestamp (3) with time zone,
	"linked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "office_address_unique" UNIQUE("address")
);
--> statement-breakpoint
CREATE TABLE "office_turn" (
	"office_id" uuid NOT NULL,
	"campaign_id" integer NOT NULL,
	"turn_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "office_turn_office_id_campaign_id_pk" PRIMARY KEY("office_id","campaign_id")
);
--> statement-breakpoint
CREATE TABLE "reply" (
	"letter_id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"answer" text NOT NULL,
	"position" text,
	"days" integer,
	"sealed" "bytea",
	"answered_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outgoing" ALTER COLUMN "campaign_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outgoing" ALTER COLUMN "signature_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "office_id" uuid;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "place" text;--> statement-breakpoint
ALTER TABLE "outgoing" ADD COLUMN "digest_id" uuid;--> statement-breakpoint
ALTER TABLE "office_turn" ADD CONSTRAINT "office_turn_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply" ADD CONSTRAINT "reply_letter_id_letter_id_fk" FOREIGN KEY ("letter_id") REFERENCES "public"."letter"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "office_next" ON "office" USING btree ("next_at") WHERE "office"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "reply_campaign" ON "reply" USING btree ("campaign_id","letter_id");--> statement-breakpoint
ALTER TABLE "outgoing" ADD CONSTRAINT "outgoing_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letter_queued" ON "letter" USING btree ("campaign_id","queued_at") WHERE "letter"."queued_at" is not null;--> statement-breakpoint
CREATE INDEX "outgoing_line" ON "outgoing" USING btree ("office_id","campaign_id","id") WHERE "outgoing"."place" = 'in-line';--> statement-breakpoint
CREATE INDEX "outgoing_digest" ON "outgoing" USING btree ("digest_id") WHERE "outgoing"."digest_id" is not null;--> statement-breakpoint
INSERT INTO "tally" SELECT "campaign_id", 'letters-by-state', "state", count(*)::integer FROM "letter" WHERE "state" NOT IN ('unconfirmed', 'cancelled') GROUP BY 1, 3;--> statement-breakpoint
INSERT INTO "tally" SELECT "campaign_id", 'likeness', CAST(least(floor("likeness" * 10)::integer, 9) AS text), count(*)::integer FROM "letter" WHERE "state" NOT IN ('unconfirmed', 'cancelled') AND "likeness" IS NOT NULL GROUP BY 1, 3;--> statement-breakpoint
INSERT INTO "tally" SELECT "campaign_id", 'letters-by-member', CAST("member_id" AS text), count(*)::integer FROM "letter" WHERE "state" = 'accepted' AND "member_id" IS NOT NULL GROUP BY 1, 3;
