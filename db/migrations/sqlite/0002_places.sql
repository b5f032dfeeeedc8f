CREATE TABLE `membership` (
	`constituency_code` text NOT NULL,
	`member_id` integer NOT NULL,
	`since` text,
	`until` text,
	PRIMARY KEY(`constituency_code`, `member_id`),
	FOREIGN KEY (`member_id`) REFERENCES `member`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `membership_sitting` ON `membership` (`constituency_code`) WHERE "membership"."until" is null;--> statement-breakpoint
CREATE INDEX `membership_member` ON `membership` (`member_id`);--> statement-breakpoint
CREATE TABLE `missed_postcode` (
	`outward` text PRIMARY KEY NOT NULL,
	`times` integer NOT NULL,
	`last_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `place_source` (
	`part` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`origin` text NOT NULL,
	`credits` text NOT NULL,
	`total` integer NOT NULL,
	`read_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sector` (
	`name` text PRIMARY KEY NOT NULL,
	`answers` text NOT NULL,
	`units` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `unplaced` (
	`signature_id` blob PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`due_at` integer NOT NULL,
	`attempts` integer NOT NULL,
	FOREIGN KEY (`campaign_id`,`signature_id`) REFERENCES `signature`(`campaign_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unplaced_due` ON `unplaced` (`due_at`);--> statement-breakpoint
INSERT INTO `membership` SELECT `constituency_code`, `id`, date(`since` / 1000, 'unixepoch'), NULL FROM `member`;--> statement-breakpoint
DROP TABLE `postcode`;--> statement-breakpoint
DROP INDEX `member_constituency_code_unique`;--> statement-breakpoint
ALTER TABLE `member` ADD `role` text DEFAULT 'member' NOT NULL;--> statement-breakpoint
ALTER TABLE `member` DROP COLUMN `constituency_code`;--> statement-breakpoint
ALTER TABLE `member` DROP COLUMN `since`;--> statement-breakpoint
ALTER TABLE `constituency` ADD `name_cy` text;--> statement-breakpoint
ALTER TABLE `constituency` ADD `since` text;--> statement-breakpoint
ALTER TABLE `constituency` ADD `until` text;--> statement-breakpoint
ALTER TABLE `constituency` ADD `register_id` integer;--> statement-breakpoint
ALTER TABLE `constituency` ADD `vacant_since` text;--> statement-breakpoint
ALTER TABLE `constituency` ADD `by_election` text;--> statement-breakpoint
ALTER TABLE `constituency` ADD `latitude` real;--> statement-breakpoint
ALTER TABLE `constituency` ADD `longitude` real;--> statement-breakpoint
UPDATE `constituency` SET `vacant_since` = date('now') WHERE `code` NOT IN (SELECT `constituency_code` FROM `membership`) AND EXISTS (SELECT 1 FROM `membership`);
