-- Where a house is (WGS 84), and the centre of the circle that everybody is shown instead: displaced
-- when it is written, so that it stays where it is. See docs/decisions/062.
ALTER TABLE houses
  ADD COLUMN latitude double precision,
  ADD COLUMN longitude double precision,
  ADD COLUMN shown_latitude double precision,
  ADD COLUMN shown_longitude double precision;

-- A part of the map is looked for by what is shown alone: by where a house is, it could be found.
CREATE INDEX houses_shown_place ON houses USING gist (point(shown_longitude, shown_latitude))
  WHERE listed AND shown_latitude IS NOT NULL;
