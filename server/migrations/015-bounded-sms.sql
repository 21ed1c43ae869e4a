-- A telephone gets so many messages an hour. What goes beyond is held, and told as one message for
-- many: that of the newest notice, which says how many it stands for.
ALTER TABLE notices DROP CONSTRAINT notices_sms_check;
ALTER TABLE notices ADD CONSTRAINT notices_sms_check
  CHECK (sms IN ('owed', 'held', 'queued', 'sent')) NOT VALID;
ALTER TABLE notices VALIDATE CONSTRAINT notices_sms_check;
ALTER TABLE notices
  -- When it was queued.
  ADD COLUMN sms_at timestamptz,
  ADD COLUMN sms_count integer NOT NULL DEFAULT 1;
CREATE INDEX notices_sms_at ON notices (user_id, sms_at) WHERE sms_at IS NOT NULL;
CREATE INDEX notices_sms_held ON notices (user_id) WHERE sms = 'held';
