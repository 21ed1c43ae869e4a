-- What the rules of a house say of the stays that it takes, as a search looks it up: unpacking a
-- document for each house that is looked at costs more than all else. A house whose rules limit
-- nothing has no row, however much they say of prices.
CREATE TABLE stay_limits (
  house_id         bigint PRIMARY KEY REFERENCES house_rules ON DELETE CASCADE,
  notice_days      integer NOT NULL,
  cutoff_hour      integer NOT NULL,
  window_days      integer NOT NULL,
  gap_days         integer NOT NULL,
  -- Pieces of the calendar: what stands at n holds from the day since[n] until the day before the
  -- next one; NULL where that is left to the weekdays.
  since            date[] NOT NULL,
  min_days         integer[] NOT NULL,
  max_days         integer[] NOT NULL,
  -- Weekdays as bits, 1 << 1 for Monday to 1 << 7 for Sunday.
  arrive_on        integer[] NOT NULL,
  leave_on         integer[] NOT NULL,
  -- By weekday, from Monday; NULL where that is left to the house.
  weekday_min_days integer[] NOT NULL,
  weekday_max_days integer[] NOT NULL,
  weekdays_arrive  integer NOT NULL,
  weekdays_leave   integer NOT NULL
);

CREATE FUNCTION weekday_bits(weekdays jsonb) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(bit_or(1 << weekday::integer), 0) FROM jsonb_array_elements_text(weekdays) AS weekday
$$;

-- A single day is stronger than a range, what neither says is left to the weekday.
CREATE FUNCTION stay_limits_of(id bigint, rules jsonb) RETURNS SETOF stay_limits LANGUAGE sql STABLE AS $$
  WITH single AS (
    SELECT (rule ->> 'date')::date AS date, (rule -> 'min_days')::integer AS min_days,
      (rule -> 'max_days')::integer AS max_days
    FROM jsonb_array_elements(coalesce(rules -> 'days', '[]')) AS rule
    WHERE rule ?| ARRAY['min_days', 'max_days']
  ),
  ranges AS (
    SELECT (rule ->> 'start_date')::date AS first, (rule ->> 'end_date')::date AS last,
      (rule -> 'min_days')::integer AS min_days, (rule -> 'max_days')::integer AS max_days,
      weekday_bits(rule -> 'arrive_on') AS arrive_on, weekday_bits(rule -> 'leave_on') AS leave_on
    FROM jsonb_array_elements(coalesce(rules -> 'ranges', '[]')) AS rule
    WHERE rule ?| ARRAY['min_days', 'max_days', 'arrive_on', 'leave_on']
  ),
  begun AS (
    SELECT date AS since FROM single UNION SELECT date + 1 FROM single
    UNION SELECT first FROM ranges UNION SELECT last + 1 FROM ranges
  ),
  pieces AS (
    SELECT coalesce(array_agg(since ORDER BY since), '{}') AS since,
      coalesce(array_agg(coalesce(single.min_days, ranges.min_days) ORDER BY since), '{}') AS min_days,
      coalesce(array_agg(coalesce(single.max_days, ranges.max_days) ORDER BY since), '{}') AS max_days,
      coalesce(array_agg(arrive_on ORDER BY since), '{}') AS arrive_on,
      coalesce(array_agg(leave_on ORDER BY since), '{}') AS leave_on
    FROM begun
    LEFT JOIN single ON single.date = since
    LEFT JOIN ranges ON since BETWEEN ranges.first AND ranges.last
  ),
  weekdays AS (
    SELECT array_agg((rule -> 'min_days')::integer ORDER BY weekday) AS min_days,
      array_agg((rule -> 'max_days')::integer ORDER BY weekday) AS max_days,
      bit_or(CASE WHEN coalesce((rule -> 'arrive')::boolean, true) THEN 1 << weekday ELSE 0 END) AS arrive,
      bit_or(CASE WHEN coalesce((rule -> 'leave')::boolean, true) THEN 1 << weekday ELSE 0 END) AS leave
    FROM generate_series(1, 7) AS weekday
    LEFT JOIN jsonb_array_elements(coalesce(rules -> 'weekdays', '[]')) AS rule
      ON (rule -> 'weekday')::integer = weekday
  ),
  limits AS (
    SELECT id, coalesce((rules -> 'notice_days')::integer, 0) AS notice_days,
      coalesce((rules -> 'cutoff_hour')::integer, 24) AS cutoff_hour,
      coalesce((rules -> 'window_days')::integer, 0) AS window_days,
      coalesce((rules -> 'gap_days')::integer, 0) AS gap_days,
      pieces.since, pieces.min_days, pieces.max_days, pieces.arrive_on, pieces.leave_on,
      weekdays.min_days AS weekday_min_days, weekdays.max_days AS weekday_max_days,
      weekdays.arrive, weekdays.leave
    FROM pieces, weekdays
  )
  SELECT * FROM limits
  WHERE notice_days > 0 OR cutoff_hour < 24 OR window_days > 0 OR gap_days > 0
    OR cardinality(since) > 0 OR arrive < 254 OR leave < 254
    OR EXISTS (SELECT FROM unnest(weekday_min_days || weekday_max_days) AS days WHERE days IS NOT NULL)
$$;

-- Whatever server writes the rules.
CREATE FUNCTION keep_stay_limits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM stay_limits WHERE house_id = NEW.house_id;
  INSERT INTO stay_limits SELECT * FROM stay_limits_of(NEW.house_id, NEW.rules);
  RETURN NULL;
END
$$;
CREATE TRIGGER house_rules_limits AFTER INSERT OR UPDATE OF rules ON house_rules
  FOR EACH ROW EXECUTE FUNCTION keep_stay_limits();

INSERT INTO stay_limits
SELECT limits.* FROM house_rules, stay_limits_of(house_rules.house_id, house_rules.rules) AS limits;
