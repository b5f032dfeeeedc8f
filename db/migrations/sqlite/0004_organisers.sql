CREATE TABLE `audit_event` (
	`number` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`object` text NOT NULL,
	`campaign_id` integer,
	`reason` text,
	`detail` text NOT NULL,
	`previous` blob NOT NULL,
	`hash` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_event_campaign` ON `audit_event` (`campaign_id`,`number`);--> statement-breakpoint
CREATE TABLE `campaign_draft` (
	`campaign_id` integer PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`basis` integer NOT NULL,
	`revision` integer NOT NULL,
	`saved_by` blob,
	`saved_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `campaign_update` (
	`id` blob PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`audience` text NOT NULL,
	`revision` integer NOT NULL,
	`created_by` blob,
	`created_at` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`send_at` integer,
	`due_at` integer,
	`signature_id` blob,
	`subscriber_id` blob,
	`queued` integer NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`published_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_update_number` ON `campaign_update` (`campaign_id`,`number`);--> statement-breakpoint
CREATE INDEX `campaign_update_due` ON `campaign_update` (`due_at`) WHERE "campaign_update"."due_at" is not null;--> statement-breakpoint
CREATE TABLE `invalidated_signature` (
	`invalidation_id` blob NOT NULL,
	`campaign_id` integer NOT NULL,
	`signature_id` blob NOT NULL,
	`state` text NOT NULL,
	`stopped` text NOT NULL,
	PRIMARY KEY(`invalidation_id`, `signature_id`),
	FOREIGN KEY (`invalidation_id`) REFERENCES `invalidation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `invalidated_signature_signature` ON `invalidated_signature` (`signature_id`);--> statement-breakpoint
CREATE TABLE `invalidation` (
	`id` blob PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`sealed` blob NOT NULL,
	`reason` text,
	`state` text NOT NULL,
	`matched` integer NOT NULL,
	`found` text NOT NULL,
	`done` integer NOT NULL,
	`reached` blob,
	`due_at` integer,
	`ordered_by` blob,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`undone_at` integer
);
--> statement-breakpoint
CREATE INDEX `invalidation_campaign` ON `invalidation` (`campaign_id`,`id`);--> statement-breakpoint
CREATE INDEX `invalidation_due` ON `invalidation` (`due_at`) WHERE "invalidation"."due_at" is not null;--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` blob PRIMARY KEY NOT NULL,
	`hash` blob NOT NULL,
	`purpose` text NOT NULL,
	`mailbox` blob NOT NULL,
	`sealed` blob NOT NULL,
	`role` text,
	`campaign_id` integer NOT NULL,
	`browser` blob,
	`invited_by` blob,
	`created_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_hash_unique` ON `invitation` (`hash`);--> statement-breakpoint
CREATE TABLE `milestone` (
	`campaign_id` integer NOT NULL,
	`count` integer NOT NULL,
	`reached_at` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `count`)
);
--> statement-breakpoint
CREATE TABLE `notice` (
	`organiser_id` blob NOT NULL,
	`campaign_id` integer NOT NULL,
	`weekly` text NOT NULL,
	`milestones` text NOT NULL,
	`due_at` integer,
	PRIMARY KEY(`organiser_id`, `campaign_id`),
	FOREIGN KEY (`organiser_id`) REFERENCES `organiser`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notice_due` ON `notice` (`due_at`) WHERE "notice"."due_at" is not null;--> statement-breakpoint
CREATE TABLE `organiser` (
	`id` blob PRIMARY KEY NOT NULL,
	`mailbox` blob NOT NULL,
	`sealed` blob NOT NULL,
	`state` text NOT NULL,
	`password_hash` text,
	`totp_step` integer,
	`failures` integer NOT NULL,
	`waits_until` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `organiser_mailbox_unique` ON `organiser` (`mailbox`);--> statement-breakpoint
CREATE TABLE `organiser_role` (
	`organiser_id` blob NOT NULL,
	`campaign_id` integer NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`organiser_id`, `campaign_id`),
	FOREIGN KEY (`organiser_id`) REFERENCES `organiser`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `organiser_session` (
	`hash` blob PRIMARY KEY NOT NULL,
	`organiser_id` blob NOT NULL,
	`agent` text NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`proven_at` integer NOT NULL,
	FOREIGN KEY (`organiser_id`) REFERENCES `organiser`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `organiser_session_organiser` ON `organiser_session` (`organiser_id`);--> statement-breakpoint
CREATE TABLE `paper_batch` (
	`id` blob PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`signatures` integer NOT NULL,
	`counted` integer NOT NULL,
	`entered_by` blob,
	`entered_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `paper_batch_campaign` ON `paper_batch` (`campaign_id`,`id`);--> statement-breakpoint
CREATE TABLE `paper_signature` (
	`campaign_id` integer NOT NULL,
	`id` blob NOT NULL,
	`batch` blob NOT NULL,
	`state` text NOT NULL,
	`person` blob NOT NULL,
	`country` text NOT NULL,
	`constituency_code` text,
	`outward` text,
	`signed_on` text,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`campaign_id`, `id`),
	FOREIGN KEY (`batch`) REFERENCES `paper_batch`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `paper_signature_person` ON `paper_signature` (`campaign_id`,`person`);--> statement-breakpoint
CREATE INDEX `paper_signature_batch` ON `paper_signature` (`batch`);--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`organiser_id` blob NOT NULL,
	`public_key` blob NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`organiser_id`) REFERENCES `organiser`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `passkey_organiser` ON `passkey` (`organiser_id`);--> statement-breakpoint
CREATE TABLE `recovery_code` (
	`organiser_id` blob NOT NULL,
	`hash` blob NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`organiser_id`, `hash`),
	FOREIGN KEY (`organiser_id`) REFERENCES `organiser`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `subscriber` (
	`campaign_id` integer NOT NULL,
	`id` blob NOT NULL,
	`mailbox` blob NOT NULL,
	`state` text NOT NULL,
	`consent_version` integer NOT NULL,
	`domain` text NOT NULL,
	`sealed` blob NOT NULL,
	`asked_at` integer NOT NULL,
	`confirmed_at` integer,
	`mails` integer NOT NULL,
	`mailed_at` integer NOT NULL,
	PRIMARY KEY(`campaign_id`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `subscriber_mailbox` ON `subscriber` (`campaign_id`,`mailbox`);--> statement-breakpoint
CREATE TABLE `webhook` (
	`id` blob PRIMARY KEY NOT NULL,
	`campaign_id` integer NOT NULL,
	`sealed` blob NOT NULL,
	`events` text NOT NULL,
	`state` text NOT NULL,
	`failures` integer NOT NULL,
	`created_by` blob,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `webhook_attempt` (
	`delivery_id` blob NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	`status` integer,
	`fault` text,
	`took_ms` integer NOT NULL,
	PRIMARY KEY(`delivery_id`, `number`),
	FOREIGN KEY (`delivery_id`) REFERENCES `webhook_delivery`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `webhook_delivery` (
	`id` blob PRIMARY KEY NOT NULL,
	`webhook_id` blob NOT NULL,
	`campaign_id` integer NOT NULL,
	`event` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`due_at` integer,
	`attempts` integer NOT NULL,
	`fence` integer NOT NULL,
	`created_at` integer NOT NULL,
	`settled_at` integer,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhook`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `webhook_delivery_due` ON `webhook_delivery` (`due_at`) WHERE "webhook_delivery"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `webhook_delivery_webhook` ON `webhook_delivery` (`webhook_id`,`id`);--> statement-breakpoint
ALTER TABLE `access_token` ADD `name` text;--> statement-breakpoint
ALTER TABLE `access_token` ADD `campaign_id` integer;--> statement-breakpoint
ALTER TABLE `access_token` ADD `created_by` blob;--> statement-breakpoint
ALTER TABLE `access_token` ADD `used_at` integer;--> statement-breakpoint
ALTER TABLE `access_token` ADD `ends_at` integer;--> statement-breakpoint
ALTER TABLE `constituency` ADD `hex_q` integer;--> statement-breakpoint
ALTER TABLE `constituency` ADD `hex_r` integer;--> statement-breakpoint
ALTER TABLE `campaign_version` ADD `saved_by` blob;--> statement-breakpoint
ALTER TABLE `outgoing` ADD `update_id` blob;--> statement-breakpoint
ALTER TABLE `outgoing` ADD `subscriber_id` blob;--> statement-breakpoint
ALTER TABLE `outgoing` ADD `organiser_id` blob;--> statement-breakpoint
ALTER TABLE `letter` ADD `seen_at` integer;--> statement-breakpoint
CREATE INDEX `letter_to_settle` ON `letter` (`campaign_id`,`id`) WHERE "letter"."state" in ('bounced', 'gave-up', 'unknown') and "letter"."seen_at" is null;--> statement-breakpoint
CREATE INDEX `signature_review` ON `signature` (`campaign_id`,`id`) WHERE "signature"."review" is not null;--> statement-breakpoint
DROP INDEX `outgoing_held`;--> statement-breakpoint
CREATE INDEX `outgoing_held` ON `outgoing` (`hold_reason`,`campaign_id`,`kind`,`state`,`letter_id`) WHERE "outgoing"."hold_reason" is not null;--> statement-breakpoint
CREATE INDEX `outgoing_update` ON `outgoing` (`update_id`,`state`) WHERE "outgoing"."update_id" is not null;--> statement-breakpoint
CREATE INDEX `outgoing_subscriber` ON `outgoing` (`subscriber_id`) WHERE "outgoing"."subscriber_id" is not null;--> statement-breakpoint
CREATE INDEX `outgoing_organiser` ON `outgoing` (`organiser_id`) WHERE "outgoing"."organiser_id" is not null;--> statement-breakpoint
INSERT INTO `tally` SELECT `campaign_id`, 'by-source', coalesce(`source`, ''), count(*) FROM `signature` WHERE `state` = 'confirmed' GROUP BY 1, 3;--> statement-breakpoint
-- London's clocks are an hour forward from 01:00 UTC on the last Sunday of March to that of October.
INSERT INTO `tally` SELECT `campaign_id`, 'by-day-constituency', date(`at` + CASE WHEN `at` >= unixepoch(`year` || '-03-25', 'weekday 0', '+1 hour') AND `at` < unixepoch(`year` || '-10-25', 'weekday 0', '+1 hour') THEN 3600 ELSE 0 END, 'unixepoch') || '|' || `code`, count(*) FROM (SELECT `campaign_id`, coalesce(`constituency_code`, '') AS `code`, `confirmed_at` / 1000 AS `at`, strftime('%Y', `confirmed_at` / 1000, 'unixepoch') AS `year` FROM `signature` WHERE `state` = 'confirmed') GROUP BY 1, 3;--> statement-breakpoint
CREATE TRIGGER `audit_event_kept` BEFORE DELETE ON `audit_event` BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;--> statement-breakpoint
CREATE TRIGGER `audit_event_unchanged` BEFORE UPDATE ON `audit_event` BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;--> statement-breakpoint
INSERT INTO `tally` (`campaign_id`, `measure`, `key`, `count`) SELECT `campaign_id`, 'updates-by-constituency', coalesce(`constituency_code`, ''), count(*) FROM `signature` WHERE `state` = 'confirmed' AND `updates` = 'yes' GROUP BY 1, 3;
