-- Where somebody reads mail. An address counts once its owner has opened the link that was sent to
-- it; until then the one before counts.
CREATE TABLE mail_addresses (
  user_id         bigint PRIMARY KEY REFERENCES users (id),
  address         text,
  -- In which its person reads the site.
  language        text NOT NULL CHECK (language IN ('zh', 'en')),
  confirmed_at    timestamptz,
  -- Its server says for good that there is no such mailbox: it is not tried again.
  refused_at      timestamptz,
  unsubscribed_at timestamptz,
  pending         text,
  pending_hash    text UNIQUE,
  pending_until   timestamptz,
  CHECK ((address IS NULL) = (confirmed_at IS NULL)),
  CHECK ((pending IS NULL) = (pending_hash IS NULL) AND (pending IS NULL) = (pending_until IS NULL))
);

-- Notices that are told by mail too.
CREATE TABLE notice_mails (
  user_id   bigint NOT NULL,
  notice_id bigint NOT NULL,
  state     text NOT NULL DEFAULT 'owed' CHECK (state IN ('owed', 'queued', 'sent', 'dropped')),
  at        timestamptz NOT NULL,
  queued_at timestamptz,
  PRIMARY KEY (user_id, notice_id)
);
CREATE INDEX notice_mails_owed ON notice_mails (at) WHERE state = 'owed';
CREATE INDEX notice_mails_age ON notice_mails (at);

-- Whatever is worth an SMS is worth a mail, where there is an address; what is told of an account
-- (it is of no house) cannot be unsubscribed from. Once a statement, however many notices it writes.
CREATE FUNCTION owe_mails() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notice_mails (user_id, notice_id, at)
  SELECT written.user_id, written.id, written.created_at
  FROM written JOIN mail_addresses AS mail ON mail.user_id = written.user_id
  WHERE (written.sms IS NOT NULL OR written.house_id = 0)
    AND mail.confirmed_at IS NOT NULL AND mail.refused_at IS NULL
    AND (mail.unsubscribed_at IS NULL OR written.house_id = 0);
  RETURN NULL;
END
$$;
CREATE TRIGGER notices_mails AFTER INSERT ON notices
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION owe_mails();

ALTER TABLE outbox_messages DROP CONSTRAINT outbox_messages_kind_check;
ALTER TABLE outbox_messages ADD CONSTRAINT outbox_messages_kind_check
  CHECK (kind IN ('sms', 'image_code', 'mail'));
