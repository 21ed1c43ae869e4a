-- Days that a house keeps free between two stays: what its rules say, where the ledger can see it.
ALTER TABLE houses ADD COLUMN gap_days integer NOT NULL DEFAULT 0;

-- The nights of a stay and the gap behind them, while the gap of its house is what it was when they
-- were claimed: of stays that are claimed at once, no two guards overlap. Closed days and imports
-- have none, as the gap lies between stays alone.
ALTER TABLE held_nights ADD COLUMN guard daterange;
ALTER TABLE held_nights ADD CONSTRAINT held_nights_gap
  EXCLUDE USING gist (house_id WITH =, guard WITH &&) WHERE (guard IS NOT NULL);

-- Whatever server claims a stay, it keeps the gap to those that are held already, and has a guard
-- against those that are claimed beside it. The lock on the house is the one that an order takes
-- anyway: while a stay is claimed the gap stays what it is. A stay that is too near gets no row, as
-- one whose nights are taken.
CREATE FUNCTION keep_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gap integer;
BEGIN
  SELECT gap_days INTO gap FROM houses WHERE id = NEW.house_id FOR KEY SHARE;
  NEW.guard := NULL;
  IF gap > 0 THEN
    IF EXISTS (
      SELECT FROM held_nights
      WHERE house_id = NEW.house_id AND kind = 'order' AND order_id <> NEW.order_id
        AND nights && daterange(lower(NEW.nights) - gap, upper(NEW.nights) + gap)
    ) THEN
      IF TG_OP = 'INSERT' THEN RETURN NULL; END IF;
      RAISE exclusion_violation USING MESSAGE = 'the stay is too near to another one';
    END IF;
    NEW.guard := daterange(lower(NEW.nights), upper(NEW.nights) + gap);
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER held_nights_gap_claimed BEFORE INSERT ON held_nights
  FOR EACH ROW WHEN (NEW.kind = 'order') EXECUTE FUNCTION keep_gap();
CREATE TRIGGER held_nights_gap_moved BEFORE UPDATE OF nights ON held_nights
  FOR EACH ROW WHEN (NEW.kind = 'order') EXECUTE FUNCTION keep_gap();

-- A host who changes the gap waits for the stays that are being claimed, and those for the host.
-- Stays that stand keep their nights and lose their guards: they were claimed for another gap.
CREATE FUNCTION change_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gap integer := coalesce((NEW.rules -> 'gap_days')::integer, 0);
BEGIN
  IF gap = (SELECT gap_days FROM houses WHERE id = NEW.house_id) THEN RETURN NULL; END IF;
  PERFORM FROM houses WHERE id = NEW.house_id FOR UPDATE;
  UPDATE houses SET gap_days = gap WHERE id = NEW.house_id;
  UPDATE held_nights SET guard = NULL WHERE house_id = NEW.house_id AND guard IS NOT NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER house_rules_gap AFTER INSERT OR UPDATE OF rules ON house_rules
  FOR EACH ROW EXECUTE FUNCTION change_gap();
