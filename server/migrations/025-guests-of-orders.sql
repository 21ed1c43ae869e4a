-- How many people an order is for; orders of servers and clients of before are for one.
ALTER TABLE orders ADD COLUMN guests integer NOT NULL DEFAULT 1 CHECK (guests >= 1);
ALTER TABLE idempotency_keys ADD COLUMN guests integer NOT NULL DEFAULT 1;

-- As it was, but for the name of its argument, which a column has now.
CREATE OR REPLACE FUNCTION open_orders_of(guests bigint[])
RETURNS TABLE (guest_id bigint, house_id bigint, start_date date, end_date date)
LANGUAGE plpgsql VOLATILE ROWS 100 AS $$
#variable_conflict use_column
BEGIN
  PERFORM pg_advisory_xact_lock(7446012, key)
  FROM (SELECT DISTINCT hashint8(guest) AS key FROM unnest($1) AS guest ORDER BY key) AS keys;
  RETURN QUERY
    SELECT o.guest_id, o.house_id, o.start_date, o.end_date FROM orders AS o
    WHERE o.guest_id = ANY ($1) AND o.status IN ('WAIT_ACCEPT', 'WAIT_PAYMENT');
END
$$;
