-- Stays that a feed says are somebody else's: a row stands for as long as the feed says so, and the
-- host was told when it came.
CREATE TABLE feed_conflicts (
  feed_id  bigint NOT NULL REFERENCES calendar_feeds (id) ON DELETE CASCADE,
  order_id bigint NOT NULL,
  found_at timestamptz NOT NULL,
  PRIMARY KEY (feed_id, order_id)
);

-- Whether a range of a feed is one of our own that came back: it is no conflict, and holds nothing.
ALTER TABLE feed_ranges ADD COLUMN echo boolean NOT NULL DEFAULT false;

-- Nights that an order gives back and a feed names are held by the feed from the same moment on:
-- they were sold on another site.
CREATE FUNCTION hold_freed_imports() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO held_nights (house_id, nights, kind, holder_id)
  SELECT house_id, unnest(range_agg(freed.nights * feed_ranges.nights)), 'import', house_id
  FROM freed
  JOIN calendar_feeds USING (house_id)
  JOIN feed_ranges ON feed_ranges.feed_id = calendar_feeds.id AND NOT feed_ranges.echo
    AND feed_ranges.nights && freed.nights
  WHERE freed.kind = 'order'
  GROUP BY house_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER held_nights_freed AFTER DELETE ON held_nights
  REFERENCING OLD TABLE AS freed
  FOR EACH STATEMENT EXECUTE FUNCTION hold_freed_imports();

-- When the host was told that a feed has not been read for a day; null again once it was.
ALTER TABLE calendar_feeds ADD COLUMN failing_told_at timestamptz;

-- What a notice is, where a server of the version before has no words for it: to that server it has
-- a kind that it knows, in a role that it has no words for (see decision 026). `about` is the name of
-- a feed; a notice of a feed that fails is of no order.
ALTER TABLE notices ADD COLUMN told_kind text, ADD COLUMN about text;

CREATE FUNCTION tell_feed_conflicts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notices
    (user_id, kind, role, house_id, order_id, reason, created_at, sms, told_kind, about)
  SELECT houses.host_id, 'order_placed', 'guest', houses.id, written.order_id, '', written.found_at,
    'owed', 'calendar_conflict', feeds.name
  FROM written
  JOIN calendar_feeds AS feeds ON feeds.id = written.feed_id
  JOIN houses ON houses.id = feeds.house_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER feed_conflicts_notices AFTER INSERT ON feed_conflicts
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION tell_feed_conflicts();

CREATE FUNCTION tell_feed_fails() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notices
    (user_id, kind, role, house_id, order_id, reason, created_at, told_kind, about)
  SELECT host_id, 'order_placed', 'guest', id, 0, NEW.fault, NEW.failing_told_at,
    'feed_failing', NEW.name
  FROM houses WHERE id = NEW.house_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER calendar_feeds_notices AFTER UPDATE OF failing_told_at ON calendar_feeds
  FOR EACH ROW WHEN (OLD.failing_told_at IS NULL AND NEW.failing_told_at IS NOT NULL)
  EXECUTE FUNCTION tell_feed_fails();
