-- What an order was bought under: the policy of its cancellation. Absent: what held before there
-- were policies, everything back until the day before.
ALTER TABLE orders ADD COLUMN terms jsonb;

-- The part of what an order is worth now that the site owes to its town.
ALTER TABLE orders ADD COLUMN tax_fen bigint NOT NULL DEFAULT 0 CHECK (tax_fen >= 0);
