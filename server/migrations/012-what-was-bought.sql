-- An order keeps what was bought, whatever its house is called later. Servers of before leave these
-- out: then the house's own are shown.
ALTER TABLE orders ADD COLUMN title text, ADD COLUMN address text, ADD COLUMN cover_url text;
UPDATE orders SET title = houses.title, address = houses.address, cover_url = houses.cover_url
FROM houses WHERE houses.id = orders.house_id;

-- What a stay costs is the business of the rules of prices; the table keeps what they said.
ALTER TABLE orders DROP CONSTRAINT orders_check1;
ALTER TABLE orders ADD CONSTRAINT orders_amount CHECK (amount_fen >= 0);

-- What a guest holds without having paid.
CREATE INDEX orders_open ON orders (guest_id) WHERE status IN ('WAIT_ACCEPT', 'WAIT_PAYMENT');

-- The open orders of guests, each guest locked before they are looked up, until the transaction
-- ends. Two statements of the same guest so take turns, and the second one sees what the first one
-- placed: a function that is VOLATILE looks with fresh eyes at each of its own statements. Taken in
-- the order of the keys, so that nobody waits in a circle.
CREATE FUNCTION open_orders_of(guests bigint[])
RETURNS TABLE (guest_id bigint, house_id bigint, start_date date, end_date date)
LANGUAGE plpgsql VOLATILE ROWS 100 AS $$
#variable_conflict use_column
BEGIN
  PERFORM pg_advisory_xact_lock(7446012, key)
  FROM (SELECT DISTINCT hashint8(guest) AS key FROM unnest(guests) AS guest ORDER BY key) AS keys;
  RETURN QUERY
    SELECT o.guest_id, o.house_id, o.start_date, o.end_date FROM orders AS o
    WHERE o.guest_id = ANY (guests) AND o.status IN ('WAIT_ACCEPT', 'WAIT_PAYMENT');
END
$$;
