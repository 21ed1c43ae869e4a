-- The thread in which somebody has written; null where a notice tells of something else. Servers of
-- the version before know no such notice: these rows have a kind that they know, in a role that it
-- has no words for (see decision 026).
ALTER TABLE notices
  ADD COLUMN thread_id bigint,
  -- From when on it is worth an SMS, if nobody has read it by then.
  ADD COLUMN sms_due_at timestamptz;
CREATE INDEX notices_thread ON notices (user_id, thread_id) WHERE thread_id IS NOT NULL;
CREATE INDEX notices_sms_due ON notices (sms_due_at) WHERE sms_due_at IS NOT NULL AND sms IS NULL;
