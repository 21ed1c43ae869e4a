-- People see where they are logged in, and end each session by its id. What a server of before
-- opens has no device and no place.
ALTER TABLE sessions
  ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY,
  ADD COLUMN device text NOT NULL DEFAULT '',
  -- Part of the address that it was last used from: enough to tell home from elsewhere.
  ADD COLUMN place text NOT NULL DEFAULT '',
  ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN used_at timestamptz NOT NULL DEFAULT now();

-- Keys that a device of somebody's holds, with which they log in.
CREATE TABLE passkeys (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  credential_id text NOT NULL UNIQUE,
  user_id       bigint NOT NULL REFERENCES users (id),
  public_key    text NOT NULL,
  counter       bigint NOT NULL,
  transports    text[] NOT NULL,
  name          text NOT NULL,
  created_at    timestamptz NOT NULL,
  used_at       timestamptz
);
CREATE INDEX passkeys_user ON passkeys (user_id);

-- What a key is to sign, once. Of a person who adds one; of nobody where somebody logs in.
CREATE TABLE passkey_challenges (
  challenge  text PRIMARY KEY,
  user_id    bigint REFERENCES users (id),
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at);
