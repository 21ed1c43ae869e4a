-- One index for each order that search answers in, within an area and without one: a page is read
-- along it and never sorted. The id is in each, so that pages of equals do not overlap.
DROP INDEX houses_area;
CREATE INDEX houses_area_new ON houses (area_id, id) WHERE listed;
CREATE INDEX houses_area_price ON houses (area_id, price_fen, id) WHERE listed;
CREATE INDEX houses_area_booked ON houses (area_id, order_count, id) WHERE listed;
CREATE INDEX houses_price ON houses (price_fen, id) WHERE listed;
CREATE INDEX houses_booked ON houses (order_count, id) WHERE listed;
CREATE INDEX houses_capacity ON houses (capacity) WHERE listed;
-- The first page of the site shows only houses that have a picture.
CREATE INDEX houses_recommended ON houses (order_count, id) WHERE listed AND cover_url <> '';
CREATE INDEX house_facilities_facility ON house_facilities (facility_id, house_id);

-- What a text can be found by: its characters and its pairs of neighbours, in lower case. Words of
-- Chinese are one or two characters long, which trigrams cannot find; and this needs neither an
-- extension nor a locale that knows Chinese letters. The cost tells the planner to prefer the index.
CREATE FUNCTION text_pairs(content text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
  SELECT coalesce(array_agg(characters[at] || characters[at + 1]), '{}')
  FROM (SELECT string_to_array(lower(content), NULL) AS characters) AS text,
    generate_series(1, cardinality(characters) - 1) AS at
$$;
-- Bound when it is made: indexes are built under a search path that has no schema of ours.
CREATE FUNCTION text_grams(content text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
RETURN string_to_array(lower(content), NULL) || text_pairs(content);
CREATE INDEX houses_text ON houses USING gin (text_grams(title || ' ' || address));

-- The page of a house shows the name of its area, and is cached under the version of the house.
CREATE FUNCTION raise_versions_in_area() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE houses SET version = version + 1 WHERE area_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER areas_renamed AFTER UPDATE OF name ON areas
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name)
  EXECUTE FUNCTION raise_versions_in_area();
