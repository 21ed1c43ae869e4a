-- Days that a host keeps for themselves: each row is held in the ledger by its id. The note is
-- for the host alone.
CREATE TABLE closed_days (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  house_id  bigint NOT NULL REFERENCES houses (id),
  nights    daterange NOT NULL CHECK (NOT isempty(nights)),
  note      text NOT NULL DEFAULT '',
  author_id bigint NOT NULL REFERENCES users (id),
  at        timestamptz NOT NULL
);
CREATE INDEX closed_days_house ON closed_days (house_id);

-- Who closed or opened which days, and when; nothing here is ever changed.
CREATE TABLE calendar_changes (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  house_id  bigint NOT NULL,
  author_id bigint NOT NULL,
  at        timestamptz NOT NULL,
  change    text NOT NULL CHECK (change IN ('closed', 'opened')),
  nights    daterange NOT NULL,
  note      text NOT NULL DEFAULT ''
);
CREATE INDEX calendar_changes_house ON calendar_changes (house_id, id);

-- The secret by which other sites read a house's calendar.
CREATE TABLE calendar_exports (
  house_id bigint PRIMARY KEY REFERENCES houses (id),
  token    text NOT NULL UNIQUE
);

-- A calendar of another site that holds days of a house.
CREATE TABLE calendar_feeds (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  house_id      bigint NOT NULL REFERENCES houses (id),
  name          text NOT NULL,
  url           text NOT NULL,
  created_at    timestamptz NOT NULL,
  -- When it is fetched next; whoever fetches it moves this on first, so that no two do.
  next_try_at   timestamptz NOT NULL,
  last_try      timestamptz,
  last_good     timestamptz,
  -- What was wrong at the last try, '' where nothing was.
  fault         text NOT NULL DEFAULT '',
  etag          text NOT NULL DEFAULT '',
  last_modified text NOT NULL DEFAULT '',
  UNIQUE (house_id, url)
);
CREATE INDEX calendar_feeds_due ON calendar_feeds (next_try_at);

-- What each feed said when it was last read well. What of it no stay holds is held in the ledger.
CREATE TABLE feed_ranges (
  feed_id bigint NOT NULL REFERENCES calendar_feeds (id) ON DELETE CASCADE,
  uid     text NOT NULL,
  summary text NOT NULL,
  nights  daterange NOT NULL CHECK (NOT isempty(nights))
);
CREATE INDEX feed_ranges_feed ON feed_ranges (feed_id);
