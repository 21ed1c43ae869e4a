-- Tries in a running window, by what is tried: `login:<mobile>`, `login-ip:<address>`, ….
ALTER TABLE login_tries RENAME TO counted_tries;
ALTER TABLE counted_tries RENAME COLUMN mobile TO subject;
