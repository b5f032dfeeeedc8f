CREATE TABLE `access_token` (
	`hash` blob PRIMARY KEY NOT NULL,
	`scope` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `campaign` (
	`id` integer PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`consent_version` integer NOT NULL,
	`opens` text,
	`closes` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`opened_at` integer,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_slug_unique` ON `campaign` (`slug`);--> statement-breakpoint
CREATE TABLE `campaign_version` (
	`campaign_id` integer NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `version`),
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `consent` (
	`campaign_id` integer NOT NULL,
	`version` integer NOT NULL,
	`wording` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `version`),
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `constituency` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`region` text NOT NULL,
	`region_code` text NOT NULL,
	`country` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `installation` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `letter` (
	`id` blob PRIMARY KEY NOT NULL,
	`signature_id` blob NOT NULL,
	`campaign_id` integer NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`sealed` blob,
	`member_id` integer,
	`fingerprint` blob NOT NULL,
	`likeness` real,
	`written_at` integer NOT NULL,
	`queued_at` integer,
	`accepted_at` integer,
	FOREIGN KEY (`signature_id`) REFERENCES `signature`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `letter_signature` ON `letter` (`signature_id`);--> statement-breakpoint
CREATE INDEX `letter_campaign` ON `letter` (`campaign_id`,`id`);--> statement-breakpoint
CREATE TABLE `member` (
	`id` integer PRIMARY KEY NOT NULL,
	`constituency_code` text NOT NULL,
	`name` text NOT NULL,
	`salutation` text NOT NULL,
	`full_title` text NOT NULL,
	`party` text NOT NULL,
	`email` text,
	`since` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `member_constituency_code_unique` ON `member` (`constituency_code`);--> statement-breakpoint
CREATE TABLE `outgoing` (
	`id` blob PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`campaign_id` integer NOT NULL,
	`signature_id` blob NOT NULL,
	`letter_id` blob,
	`target_key` text,
	`state` text NOT NULL,
	`due_at` integer,
	`attempts` integer NOT NULL,
	`fence` integer NOT NULL,
	`data_at` integer,
	`message_id` text,
	`date` integer,
	`last_reply` text,
	`hold_reason` text,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`signature_id`) REFERENCES `signature`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`letter_id`) REFERENCES `letter`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outgoing_due` ON `outgoing` (`due_at`) WHERE "outgoing"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `outgoing_signature` ON `outgoing` (`signature_id`);--> statement-breakpoint
CREATE INDEX `outgoing_letter` ON `outgoing` (`letter_id`) WHERE "outgoing"."letter_id" is not null;--> statement-breakpoint
CREATE TABLE `postcode` (
	`postcode` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `principle` (
	`campaign_id` integer NOT NULL,
	`number` integer NOT NULL,
	`slug` text NOT NULL,
	PRIMARY KEY(`campaign_id`, `number`),
	FOREIGN KEY (`campaign_id`) REFERENCES `campaign`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `principle_slug` ON `principle` (`campaign_id`,`slug`);--> statement-breakpoint
CREATE TABLE `signature` (
	`id` blob PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`version` integer NOT NULL,
	`consent_version` integer NOT NULL,
	`mailbox` blob NOT NULL,
	`slot` integer NOT NULL,
	`state` text NOT NULL,
	`invalid_reason` text,
	`country` text NOT NULL,
	`constituency_code` text,
	`constituency_by` text,
	`outward` text,
	`domain` text NOT NULL,
	`principles` text NOT NULL,
	`updates` text NOT NULL,
	`source` text,
	`review` text,
	`sealed` blob NOT NULL,
	`network` blob,
	`signed_at` integer NOT NULL,
	`confirmed_at` integer,
	`number` integer,
	`mails` integer NOT NULL,
	`mailed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `signature_mailbox` ON `signature` (`campaign_id`,`mailbox`,`slot`);--> statement-breakpoint
CREATE INDEX `signature_campaign` ON `signature` (`campaign_id`,`id`);--> statement-breakpoint
CREATE TABLE `tally` (
	`campaign_id` integer NOT NULL,
	`measure` text NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `measure`, `key`)
);
