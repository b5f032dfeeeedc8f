INSERT INTO `tally` SELECT `campaign_id`, 'by-month-constituency', substr(`key`, 1, 7) || substr(`key`, 11), sum(`count`) FROM `tally` WHERE `measure` = 'by-day-constituency' GROUP BY 1, 3;
