-- Codes are kept as keyed hashes. An image code is spent by its first try, right or wrong.
CREATE TABLE image_codes (
  id         text PRIMARY KEY,
  code_hash  text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX image_codes_expiry ON image_codes (expires_at);

-- One a mobile number: a new one replaces the old. A code that is spent expires; its row stays for
-- as long as it tells when one was last asked for. `delivered_at` is when the provider took it.
CREATE TABLE sms_codes (
  mobile       text PRIMARY KEY,
  code_hash    text NOT NULL,
  tries        integer NOT NULL DEFAULT 0,
  sent_at      timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  delivered_at timestamptz
);
CREATE INDEX sms_codes_expiry ON sms_codes (expires_at);

-- What would have been sent where no provider is configured; shown at /dev/outbox.
CREATE TABLE outbox_messages (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('sms', 'image_code')),
  recipient  text NOT NULL,
  code       text NOT NULL,
  text       text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX outbox_messages_age ON outbox_messages (created_at);
