-- An order whose host is not paid while this stands: its operator looks into something. Rows stay,
-- so that it can be told when money was held, by whom and why.
CREATE TABLE payout_holds (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  house_id    bigint NOT NULL,
  order_id    bigint NOT NULL,
  reason      text NOT NULL CHECK (reason <> ''),
  held_by     text NOT NULL,
  held_at     timestamptz NOT NULL,
  released_by text,
  released_at timestamptz,
  CHECK ((released_at IS NULL) = (released_by IS NULL))
);
CREATE UNIQUE INDEX payout_holds_one ON payout_holds (house_id, order_id) WHERE released_at IS NULL;
CREATE INDEX payout_holds_order ON payout_holds (house_id, order_id);

-- Which orders a payout was for, and how much of it each.
CREATE TABLE payout_orders (
  payout_id  bigint NOT NULL REFERENCES payouts (id),
  house_id   bigint NOT NULL,
  order_id   bigint NOT NULL,
  amount_fen bigint NOT NULL,
  PRIMARY KEY (payout_id, house_id, order_id)
);
CREATE INDEX payout_orders_order ON payout_orders (house_id, order_id);

-- What hosts have of each order that is over; payments of servers of before are posted by payment.
CREATE VIEW earned_orders AS
  SELECT o.house_id, o.id AS order_id, o.host_id, o.end_date, min(t.at) AS posted_at,
    -sum(e.amount_fen)::bigint AS fen
  FROM ledger_entries e
  JOIN ledger_transactions t ON t.id = e.transaction_id AND t.kind IN ('stay', 'order', 'given')
  LEFT JOIN payments p ON t.kind = 'stay' AND p.id = t.subject_id
  JOIN orders o ON o.house_id = coalesce(t.house_id, p.house_id)
    AND o.id = coalesce(t.order_id, p.order_id)
  WHERE e.account = 'host'
  GROUP BY o.house_id, o.id;

-- What of it is still to be paid out.
CREATE VIEW due_orders AS
  SELECT earned.house_id, earned.order_id, earned.host_id, earned.end_date,
    (earned.fen - coalesce(paid.fen, 0))::bigint AS fen, hold.id AS hold_id
  FROM earned_orders earned
  LEFT JOIN LATERAL (
    SELECT sum(amount_fen) AS fen FROM payout_orders
    WHERE house_id = earned.house_id AND order_id = earned.order_id
  ) AS paid ON true
  LEFT JOIN payout_holds hold ON hold.house_id = earned.house_id
    AND hold.order_id = earned.order_id AND hold.released_at IS NULL
  WHERE earned.fen <> coalesce(paid.fen, 0);

-- Payouts of before were for what had been posted of stays until their day, and not paid already.
WITH first_paid AS (
  SELECT DISTINCT ON (earned.house_id, earned.order_id)
    p.id AS payout_id, p.amount_fen AS paid_fen, earned.house_id, earned.order_id, earned.fen
  FROM earned_orders earned
  JOIN payouts p ON p.host_id = earned.host_id AND p.until >= earned.end_date
    AND p.created_at >= earned.posted_at
  ORDER BY earned.house_id, earned.order_id, p.id
)
INSERT INTO payout_orders (payout_id, house_id, order_id, amount_fen)
SELECT payout_id, house_id, order_id,
  -- Whatever else happened, a payout is what its orders sum to.
  fen + CASE WHEN row_number() OVER payout = 1
    THEN paid_fen - sum(fen) OVER (PARTITION BY payout_id) ELSE 0 END
FROM first_paid
WINDOW payout AS (PARTITION BY payout_id ORDER BY order_id DESC);

-- A payout is for all that its host is owed until its day, of orders that are not on hold: who
-- means to pay out more or less, as a server that knows of no holds, does not.
CREATE FUNCTION name_payout_orders() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  named bigint;
BEGIN
  INSERT INTO payout_orders (payout_id, house_id, order_id, amount_fen)
  SELECT NEW.id, house_id, order_id, fen FROM due_orders
  WHERE host_id = NEW.host_id AND end_date <= NEW.until AND hold_id IS NULL;
  SELECT sum(amount_fen) INTO named FROM payout_orders WHERE payout_id = NEW.id;
  IF named IS DISTINCT FROM NEW.amount_fen THEN
    RAISE EXCEPTION 'a payout of % fen to user %, who is owed % until %',
      NEW.amount_fen, NEW.host_id, coalesce(named, 0), NEW.until;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER payouts_name_orders AFTER INSERT ON payouts
  FOR EACH ROW EXECUTE FUNCTION name_payout_orders();
