CREATE TABLE `office` (
	`id` blob PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`mode` text NOT NULL,
	`revision` integer NOT NULL,
	`free_at` integer NOT NULL,
	`next_at` integer,
	`linked_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `office_address_unique` ON `office` (`address`);--> statement-breakpoint
CREATE INDEX `office_next` ON `office` (`next_at`) WHERE "office"."next_at" is not null;--> statement-breakpoint
CREATE TABLE `office_turn` (
	`office_id` blob NOT NULL,
	`campaign_id` integer NOT NULL,
	`turn_at` integer NOT NULL,
	PRIMARY KEY(`office_id`, `campaign_id`),
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `reply` (
	`letter_id` blob PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`answer` text NOT NULL,
	`position` text,
	`days` integer,
	`sealed` blob,
	`answered_at` integer NOT NULL,
	FOREIGN KEY (`letter_id`) REFERENCES `letter`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reply_campaign` ON `reply` (`campaign_id`,`letter_id`);--> statement-breakpoint
CREATE TABLE `__new_outgoing` (
	`id` blob PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`campaign_id` integer,
	`signature_id` blob,
	`letter_id` blob,
	`target_key` text,
	`office_id` blob,
	`place` text,
	`digest_id` blob,
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
	FOREIGN KEY (`office_id`) REFERENCES `office`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`campaign_id`,`signature_id`) REFERENCES `signature`(`campaign_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_outgoing`("id", "kind", "campaign_id", "signature_id", "letter_id", "target_key", "office_id", "place", "digest_id", "state", "due_at", "attempts", "fence", "data_at", "message_id", "date", "last_reply", "hold_reason", "created_at", "settled_at") SELECT "id", "kind", "campaign_id", "signature_id", "letter_id", "target_key", NULL, NULL, NULL, "state", "due_at", "attempts", "fence", "data_at", "message_id", "date", "last_reply", "hold_reason", "created_at", "settled_at" FROM `outgoing`;--> statement-breakpoint
DROP TABLE `outgoing`;--> statement-breakpoint
ALTER TABLE `__new_outgoing` RENAME TO `outgoing`;--> statement-breakpoint
CREATE INDEX `outgoing_due` ON `outgoing` (`due_at`) WHERE "outgoing"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `outgoing_signature` ON `outgoing` (`signature_id`);--> statement-breakpoint
CREATE INDEX `outgoing_letter` ON `outgoing` (`letter_id`) WHERE "outgoing"."letter_id" is not null;--> statement-breakpoint
CREATE INDEX `outgoing_held` ON `outgoing` (`hold_reason`) WHERE "outgoing"."hold_reason" is not null;--> statement-breakpoint
CREATE INDEX `outgoing_line` ON `outgoing` (`office_id`,`campaign_id`,`id`) WHERE "outgoing"."place" = 'in-line';--> statement-breakpoint
CREATE INDEX `outgoing_digest` ON `outgoing` (`digest_id`) WHERE "outgoing"."digest_id" is not null;--> statement-breakpoint
CREATE INDEX `letter_queued` ON `letter` (`campaign_id`,`queued_at`) WHERE "letter"."queued_at" is not null;--> statement-breakpoint
INSERT INTO `tally` SELECT `campaign_id`, 'letters-by-state', `state`, count(*) FROM `letter` WHERE `state` NOT IN ('unconfirmed', 'cancelled') GROUP BY 1, 3;--> statement-breakpoint
INSERT INTO `tally` SELECT `campaign_id`, 'likeness', CAST(min(CAST(`likeness` * 10 AS INTEGER), 9) AS TEXT), count(*) FROM `letter` WHERE `state` NOT IN ('unconfirmed', 'cancelled') AND `likeness` IS NOT NULL GROUP BY 1, 3;--> statement-breakpoint
INSERT INTO `tally` SELECT `campaign_id`, 'letters-by-member', CAST(`member_id` AS TEXT), count(*) FROM `letter` WHERE `state` = 'accepted' AND `member_id` IS NOT NULL GROUP BY 1, 3;
