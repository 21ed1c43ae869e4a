-- An account that is deleted leaves a row without a person: orders and the ledger name it by its
-- id. Its mobile number is none, so that the number can register anew.
ALTER TABLE users ADD COLUMN erased_at timestamptz;
ALTER TABLE users DROP CONSTRAINT users_mobile_check;
ALTER TABLE users ADD CONSTRAINT users_mobile_check
  CHECK (mobile ~ '^1[3-9][0-9]{9}$' OR erased_at IS NOT NULL) NOT VALID;
ALTER TABLE users VALIDATE CONSTRAINT users_mobile_check;

-- Who asked for their account to be deleted, and from when on it is. Logging in takes it back.
CREATE TABLE account_deletions (
  user_id  bigint PRIMARY KEY REFERENCES users (id),
  asked_at timestamptz NOT NULL,
  due_at   timestamptz NOT NULL
);
CREATE INDEX account_deletions_due ON account_deletions (due_at);

-- By the database: it holds for every way to log in, on servers of before too. The lock waits for
-- an erasure that is under way, after which there is nobody to log in.
CREATE FUNCTION keep_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM users WHERE id = NEW.user_id FOR KEY SHARE;
  IF EXISTS (SELECT FROM users WHERE id = NEW.user_id AND erased_at IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  DELETE FROM account_deletions WHERE user_id = NEW.user_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER sessions_keep_account BEFORE INSERT ON sessions
  FOR EACH ROW EXECUTE FUNCTION keep_account();

-- Copies of what the site knows of a person, made for them. The file is sealed with `seal_key`:
-- wherever files can be read, it tells nothing, and less than nothing once its row is gone.
CREATE TABLE person_exports (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id  bigint NOT NULL REFERENCES users (id),
  asked_at timestamptz NOT NULL,
  ready_at timestamptz,
  -- Kept until then.
  ends_at  timestamptz NOT NULL,
  url      text NOT NULL DEFAULT '',
  seal_key text NOT NULL DEFAULT '',
  seal_tag text NOT NULL DEFAULT '',
  bytes    bigint NOT NULL DEFAULT 0
);
CREATE INDEX person_exports_user ON person_exports (user_id);
CREATE INDEX person_exports_end ON person_exports (ends_at);
CREATE UNIQUE INDEX person_exports_one_open ON person_exports (user_id) WHERE ready_at IS NULL;

-- Files that nothing shows any more: written where their rows go, emptied as the files do.
CREATE TABLE file_removals (
  url   text PRIMARY KEY,
  since timestamptz NOT NULL
);

-- People are told of both. These notices are of no house, so that servers of before leave them out.
CREATE FUNCTION tell_export() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notices (user_id, kind, role, house_id, order_id, reason, created_at, told_kind)
  VALUES (NEW.user_id, 'order_placed', 'guest', 0, 0, '', NEW.ready_at, 'export_ready');
  RETURN NULL;
END
$$;
CREATE TRIGGER person_exports_notices AFTER UPDATE OF ready_at ON person_exports
  FOR EACH ROW WHEN (OLD.ready_at IS NULL AND NEW.ready_at IS NOT NULL)
  EXECUTE FUNCTION tell_export();

CREATE FUNCTION tell_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notices (user_id, kind, role, house_id, order_id, reason, created_at, sms, told_kind)
  VALUES (NEW.user_id, 'order_placed', 'guest', 0, 0, '', NEW.asked_at, 'owed', 'account_leaving');
  RETURN NULL;
END
$$;
CREATE TRIGGER account_deletions_notices AFTER INSERT ON account_deletions
  FOR EACH ROW EXECUTE FUNCTION tell_deletion();
