PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_letter` (
	`id` blob PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`signature_id` blob NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`sealed` blob,
	`member_id` integer,
	`fingerprint` blob NOT NULL,
	`likeness` real,
	`written_at` integer NOT NULL,
	`queued_at` integer,
	`accepted_at` integer,
	FOREIGN KEY (`campaign_id`,`signature_id`) REFERENCES `signature`(`campaign_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_letter`("id", "campaign_id", "signature_id", "version", "state", "sealed", "member_id", "fingerprint", "likeness", "written_at", "queued_at", "accepted_at") SELECT "id", "campaign_id", "signature_id", "version", "state", "sealed", "member_id", "fingerprint", "likeness", "written_at", "queued_at", "accepted_at" FROM `letter`;--> statement-breakpoint
DROP TABLE `letter`;--> statement-breakpoint
ALTER TABLE `__new_letter` RENAME TO `letter`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `letter_signature` ON `letter` (`signature_id`);--> statement-breakpoint
CREATE INDEX `letter_campaign` ON `letter` (`campaign_id`,`id`);--> statement-breakpoint
CREATE TABLE `__new_outgoing` (
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
	FOREIGN KEY (`letter_id`) REFERENCES `letter`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`campaign_id`,`signature_id`) REFERENCES `signature`(`campaign_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_outgoing`("id", "kind", "campaign_id", "signature_id", "letter_id", "target_key", "state", "due_at", "attempts", "fence", "data_at", "message_id", "date", "last_reply", "hold_reason", "created_at", "settled_at") SELECT "id", "kind", "campaign_id", "signature_id", "letter_id", "target_key", "state", "due_at", "attempts", "fence", "data_at", "message_id", "date", "last_reply", "hold_reason", "created_at", "settled_at" FROM `outgoing`;--> statement-breakpoint
DROP TABLE `outgoing`;--> statement-breakpoint
ALTER TABLE `__new_outgoing` RENAME TO `outgoing`;--> statement-breakpoint
CREATE INDEX `outgoing_due` ON `outgoing` (`due_at`) WHERE "outgoing"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `outgoing_signature` ON `outgoing` (`signature_id`);--> statement-breakpoint
CREATE INDEX `outgoing_letter` ON `outgoing` (`letter_id`) WHERE "outgoing"."letter_id" is not null;--> statement-breakpoint
CREATE INDEX `outgoing_held` ON `outgoing` (`hold_reason`) WHERE "outgoing"."hold_reason" is not null;--> statement-breakpoint
CREATE TABLE `__new_signature` (
	`campaign_id` integer NOT NULL,
	`id` blob NOT NULL,
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
	`mailed_at` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `id`)
);
--> statement-breakpoint
INSERT INTO `__new_signature`("campaign_id", "id", "version", "consent_version", "mailbox", "slot", "state", "invalid_reason", "country", "constituency_code", "constituency_by", "outward", "domain", "principles", "updates", "source", "review", "sealed", "network", "signed_at", "confirmed_at", "number", "mails", "mailed_at") SELECT "campaign_id", "id", "version", "consent_version", "mailbox", "slot", "state", "invalid_reason", "country", "constituency_code", "constituency_by", "outward", "domain", "principles", "updates", "source", "review", "sealed", "network", "signed_at", "confirmed_at", "number", "mails", "mailed_at" FROM `signature`;--> statement-breakpoint
DROP TABLE `signature`;--> statement-breakpoint
ALTER TABLE `__new_signature` RENAME TO `signature`;--> statement-breakpoint
CREATE UNIQUE INDEX `signature_mailbox` ON `signature` (`campaign_id`,`mailbox`,`slot`);