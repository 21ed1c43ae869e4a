-- The people who run the site, and what each may do there.
CREATE TABLE operators (
  user_id bigint PRIMARY KEY REFERENCES users (id),
  rights  text[] NOT NULL
    CHECK (cardinality(rights) > 0 AND rights <@ ARRAY['support', 'money', 'owner']),
  since   timestamptz NOT NULL
);

-- What an operator proves beside the password: a secret shared with an app that shows codes.
-- Unconfirmed until a first code was right.
CREATE TABLE operator_factors (
  user_id       bigint PRIMARY KEY REFERENCES operators (user_id) ON DELETE CASCADE,
  secret_sealed text NOT NULL,
  confirmed_at  timestamptz,
  -- Of the newest code that was taken: each serves once.
  last_step     bigint NOT NULL DEFAULT 0
);

-- For who has lost that app: each serves once.
CREATE TABLE operator_recovery_codes (
  user_id   bigint NOT NULL REFERENCES operator_factors (user_id) ON DELETE CASCADE,
  code_hash text NOT NULL,
  PRIMARY KEY (user_id, code_hash)
);

-- Where an operator has shown the second factor, until when.
CREATE TABLE operator_sessions (
  token_hash text PRIMARY KEY,
  user_id    bigint NOT NULL REFERENCES operator_factors (user_id) ON DELETE CASCADE,
  ends_at    timestamptz NOT NULL
);
CREATE INDEX operator_sessions_user ON operator_sessions (user_id);
CREATE INDEX operator_sessions_end ON operator_sessions (ends_at);

-- Every act of an operator and every command that changes something. Each row's hash is made of
-- the row and of the hash before it: what is changed, taken out or slipped in later shows.
CREATE TABLE audit_entries (
  id         bigint PRIMARY KEY,
  at         timestamptz NOT NULL,
  actor      text NOT NULL CHECK (actor IN ('operator', 'command')),
  -- Of an operator; a command is run by whoever has the machine.
  actor_id   bigint REFERENCES users (id),
  address    text NOT NULL DEFAULT '',
  act        text NOT NULL,
  subject    text NOT NULL,
  subject_id bigint,
  before     jsonb,
  after      jsonb,
  reason     text NOT NULL DEFAULT '',
  previous   text NOT NULL,
  hash       text NOT NULL,
  CHECK ((actor = 'operator') = (actor_id IS NOT NULL))
);
CREATE INDEX audit_entries_subject ON audit_entries (subject, subject_id, id);
CREATE INDEX audit_entries_actor ON audit_entries (actor_id, id);

-- What a row says, in the one order in which it is hashed. Parts are quoted, so that nothing can
-- be moved from one into the next.
CREATE FUNCTION audit_hash(entry audit_entries) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    entry.previous, entry.id, extract(epoch FROM entry.at), entry.actor, entry.actor_id,
    entry.address, entry.act, entry.subject, entry.subject_id, entry.before, entry.after,
    entry.reason
  )::text, 'UTF8')), 'hex')
$$;

-- One at a time, until it commits: the next one must know the hash of this one.
CREATE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  latest record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit_entries', 0));
  SELECT id, hash INTO latest FROM audit_entries ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(latest.id, 0) + 1;
  NEW.previous := coalesce(latest.hash, '');
  NEW.hash := audit_hash(NEW);
  RETURN NEW;
END
$$;
CREATE TRIGGER audit_entries_chain BEFORE INSERT ON audit_entries
  FOR EACH ROW EXECUTE FUNCTION chain_audit();

CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only added to';
END
$$;
CREATE TRIGGER audit_entries_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();
