-- The pair of keys by which push services know this site; one for all its servers.
CREATE TABLE push_keys (
  only_one       boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  public_key     text NOT NULL,
  private_sealed text NOT NULL
);

-- Browsers that show what their person is told. Each ends with the session it was made in.
CREATE TABLE push_subscriptions (
  endpoint   text PRIMARY KEY,
  user_id    bigint NOT NULL REFERENCES users (id),
  token_hash text NOT NULL REFERENCES sessions (token_hash) ON DELETE CASCADE,
  p256dh     text NOT NULL,
  auth       text NOT NULL,
  language   text NOT NULL CHECK (language IN ('zh', 'en')),
  created_at timestamptz NOT NULL
);
CREATE INDEX push_subscriptions_user ON push_subscriptions (user_id);
CREATE INDEX push_subscriptions_session ON push_subscriptions (token_hash);

-- Notices that are pushed too.
CREATE TABLE notice_pushes (
  user_id   bigint NOT NULL,
  notice_id bigint NOT NULL,
  state     text NOT NULL DEFAULT 'owed' CHECK (state IN ('owed', 'queued', 'sent', 'dropped')),
  at        timestamptz NOT NULL,
  queued_at timestamptz,
  PRIMARY KEY (user_id, notice_id)
);
CREATE INDEX notice_pushes_owed ON notice_pushes (at) WHERE state = 'owed';
CREATE INDEX notice_pushes_age ON notice_pushes (at);

-- Once a statement, however many notices it writes.
CREATE FUNCTION owe_pushes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notice_pushes (user_id, notice_id, at)
  SELECT written.user_id, written.id, written.created_at FROM written
  WHERE EXISTS (SELECT FROM push_subscriptions AS push WHERE push.user_id = written.user_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER notices_pushes AFTER INSERT ON notices
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION owe_pushes();
