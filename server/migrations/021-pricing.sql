-- What a host says of prices and stays beside the house's own price: one document a house, which is
-- read as a whole and changed as a whole.
CREATE TABLE house_rules (
  house_id   bigint PRIMARY KEY REFERENCES houses (id),
  rules      jsonb NOT NULL,
  author_id  bigint NOT NULL REFERENCES users (id),
  changed_at timestamptz NOT NULL
);

-- Grows with everything that a price is made of; 0 where there are no rules, and the house's price
-- times the days is all. What is charged was computed for one version, and for no other.
ALTER TABLE houses ADD COLUMN terms_version integer NOT NULL DEFAULT 0;

-- Also where a server of before changes the house.
CREATE FUNCTION raise_terms_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.terms_version := OLD.terms_version + 1;
  RETURN NEW;
END
$$;
CREATE TRIGGER houses_terms BEFORE UPDATE OF price_fen, min_days, max_days ON houses
FOR EACH ROW WHEN (OLD.terms_version > 0) EXECUTE FUNCTION raise_terms_version();

-- An order keeps what each of its days cost, and the lines that it was told; absent where all days
-- cost price_fen.
ALTER TABLE orders ADD COLUMN day_amounts bigint[], ADD COLUMN lines jsonb;
