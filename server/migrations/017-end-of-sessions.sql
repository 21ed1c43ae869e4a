-- However much a session is used, it ends one day: expires_at is moved on as it is used, and never
-- past ends_at. Sessions that are open, and those that a server of before opens, have it from here.
ALTER TABLE sessions ADD COLUMN ends_at timestamptz NOT NULL DEFAULT now() + interval '180 days';
