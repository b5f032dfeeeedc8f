CREATE TABLE "membership" (
	"constituency_code" text NOT NULL,
	"member_id" integer NOT NULL,
	"since" text,
	"until" text,
	CONSTRAINT "membership_constituency_code_member_id_pk" PRIMARY KEY("constituency_code","member_id")
);
--> statement-breakpoint
CREATE TABLE "missed_postcode" (
	"outward" text PRIMARY KEY NOT NULL,
	"times" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "place_source" (
	"part" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"origin" text NOT NULL,
	"credits" jsonb NOT NULL,
	"total" integer NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sector" (
	"name" text PRIMARY KEY NOT NULL,
	"answers" text NOT NULL,
	"units" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unplaced" (
	"signature_id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "postcode" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "postcode" CASCADE;--> statement-breakpoint
ALTER TABLE "member" DROP CONSTRAINT "member_constituency_code_unique";--> statement-breakpoint
ALTER TABLE "constituency" ADD COLUMN "name_cy" text;--> statement-breakpoint
ALTER TABLE "constituency" ADD COLUMN "since" text;--> statement-breakpoint
ALTER TABLE "constituency" ADD COLUMN "until" text;--> statement-breakpoint
ALTER TABLE "constituency" ADD COLUMN "register_id" integer;--> statement-breakpoint
ALTER TABLE "constituency" ADD COLUMN "vacant_since" text;--> statement-breakpoint
ALTER TABLE "constituency" ADD COLUMN "by_election" text;--> statement-breakpoint
ALTER TABLE "constituency" ADD COLUMN "latitude" double precision;--> statement-breakpoint
ALTER TABLE "constituency" ADD COLUMN "longitude" double precision;--> statement-breakpoint
ALTER TABLE "member" ADD COLUMN "role" text DEFAULT 'member' NOT NULL;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unplaced" ADD CONSTRAINT "unplaced_campaign_id_signature_id_signature_campaign_id_id_fk" FOREIGN KEY ("campaign_id","signature_id") REFERENCES "public"."signature"("campaign_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "membership_sitting" ON "membership" USING btree ("constituency_code") WHERE "membership"."until" is null;--> statement-breakpoint
CREATE INDEX "membership_member" ON "membership" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "unplaced_due" ON "unplaced" USING btree ("due_at");--> statement-breakpoint
INSERT INTO "membership" SELECT "constituency_code", "id", to_char("since" AT TIME ZONE 'UTC', 'YYYY-MM-DD'), NULL FROM "member";--> statement-breakpoint
UPDATE "constituency" SET "vacant_since" = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') WHERE "code" NOT IN (SELECT "constituency_code" FROM "membership") AND EXISTS (SELECT 1 FROM "membership");--> statement-breakpoint
ALTER TABLE "member" DROP COLUMN "constituency_code";--> statement-breakpoint
ALTER TABLE "member" DROP COLUMN "since";