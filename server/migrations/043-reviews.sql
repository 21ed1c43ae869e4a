-- What a guest's comment has beside its words, which stay in `orders`: stars, the host's answer, and
-- whether the site hides it. A comment without any of that has no row.
CREATE TABLE reviews (
  house_id      bigint NOT NULL,
  order_id      bigint NOT NULL,
  stars         smallint CHECK (stars BETWEEN 1 AND 5),
  cleanliness   smallint CHECK (cleanliness BETWEEN 1 AND 5),
  accuracy      smallint CHECK (accuracy BETWEEN 1 AND 5),
  location      smallint CHECK (location BETWEEN 1 AND 5),
  host          smallint CHECK (host BETWEEN 1 AND 5),
  edited_at     timestamptz,
  reply         text NOT NULL DEFAULT '',
  replied_at    timestamptz,
  hidden_at     timestamptz,
  hidden_reason text NOT NULL DEFAULT '',
  -- Reports up to this moment have been dealt with.
  judged_at     timestamptz,
  PRIMARY KEY (house_id, order_id),
  FOREIGN KEY (house_id, order_id) REFERENCES orders (house_id, id),
  CHECK (stars IS NOT NULL OR num_nonnulls(cleanliness, accuracy, location, host) = 0)
);

-- What a host says of a guest, for other hosts alone.
CREATE TABLE guest_ratings (
  house_id   bigint NOT NULL,
  order_id   bigint NOT NULL,
  guest_id   bigint NOT NULL REFERENCES users (id),
  stars      smallint NOT NULL CHECK (stars BETWEEN 1 AND 5),
  text       text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (house_id, order_id),
  FOREIGN KEY (house_id, order_id) REFERENCES orders (house_id, id)
);
CREATE INDEX guest_ratings_guest ON guest_ratings (guest_id, created_at);

CREATE TABLE review_reports (
  house_id    bigint NOT NULL,
  order_id    bigint NOT NULL,
  reporter_id bigint NOT NULL REFERENCES users (id),
  reason      text NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (house_id, order_id, reporter_id),
  FOREIGN KEY (house_id, order_id) REFERENCES orders (house_id, id)
);
CREATE INDEX review_reports_reporter ON review_reports (reporter_id, created_at);

-- A review is named by its order alone where no house is known.
CREATE INDEX orders_commented ON orders (id) WHERE commented_at IS NOT NULL;

-- The stars of a house's reviews that are shown: integers, so nothing is ever rounded away; and their
-- average in tenths, as it is shown and sorted by.
ALTER TABLE houses ADD COLUMN rating_sum integer NOT NULL DEFAULT 0;
ALTER TABLE houses ADD COLUMN rating_count integer NOT NULL DEFAULT 0;
ALTER TABLE houses ADD COLUMN rating_tenths integer NOT NULL DEFAULT 0;
CREATE INDEX houses_rated ON houses (rating_tenths, rating_count, id)
  INCLUDE (min_days, max_days) WHERE listed;
CREATE INDEX houses_area_rated ON houses (area_id, rating_tenths, rating_count, id)
  INCLUDE (min_days, max_days) WHERE listed;

-- Whoever writes, edits, hides or answers a review: sums and page follow in the same transaction, one
-- after another under the lock of the house's row.
CREATE FUNCTION count_stars() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before integer := CASE WHEN TG_OP <> 'INSERT' AND OLD.hidden_at IS NULL THEN OLD.stars END;
  after integer := CASE WHEN TG_OP <> 'DELETE' AND NEW.hidden_at IS NULL THEN NEW.stars END;
  more_stars integer := coalesce(after, 0) - coalesce(before, 0);
  more integer := (after IS NOT NULL)::integer - (before IS NOT NULL)::integer;
BEGIN
  UPDATE houses SET
    rating_sum = rating_sum + more_stars,
    rating_count = rating_count + more,
    rating_tenths = CASE WHEN rating_count + more = 0 THEN 0
      ELSE ((rating_sum + more_stars) * 20 + rating_count + more) / ((rating_count + more) * 2) END,
    version = version + 1
  WHERE id = coalesce(NEW.house_id, OLD.house_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER reviews_counted AFTER INSERT OR UPDATE OR DELETE ON reviews
  FOR EACH ROW EXECUTE FUNCTION count_stars();
