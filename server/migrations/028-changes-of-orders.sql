-- What a guest or a host proposes instead of what was booked, with what it would cost. accepted: its
-- guest has the difference to pay, and its nights are held meanwhile.
CREATE TABLE order_changes (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  house_id    bigint NOT NULL,
  order_id    bigint NOT NULL,
  proposed_by text NOT NULL CHECK (proposed_by IN ('guest', 'host')),
  start_date  date NOT NULL,
  end_date    date NOT NULL CHECK (end_date >= start_date),
  guests      integer NOT NULL CHECK (guests >= 1),
  amount_fen  bigint NOT NULL CHECK (amount_fen >= 0),
  tax_fen     bigint NOT NULL,
  day_amounts bigint[] NOT NULL,
  lines       jsonb NOT NULL,
  -- lapsed: its time passed, or its order ended before.
  status      text NOT NULL DEFAULT 'open'
    CHECK (status IN ('open', 'accepted', 'done', 'refused', 'withdrawn', 'lapsed')),
  due_at      timestamptz NOT NULL,
  created_at  timestamptz NOT NULL
);
CREATE INDEX order_changes_order ON order_changes (house_id, order_id);
CREATE UNIQUE INDEX order_changes_one_open ON order_changes (house_id, order_id)
  WHERE status IN ('open', 'accepted');
CREATE INDEX order_changes_due ON order_changes (due_at) WHERE status IN ('open', 'accepted');

-- Nights that wait for the payment of a change: for everybody they are held.
ALTER TABLE held_nights DROP CONSTRAINT held_nights_kind_check;
ALTER TABLE held_nights ADD CONSTRAINT held_nights_kind_check
  CHECK (kind IN ('order', 'closed', 'import', 'change'));

-- The change that a payment is for; null: the order itself.
ALTER TABLE payments ADD COLUMN change_id bigint REFERENCES order_changes (id);

-- An order that ends takes its open change along, whatever server ends it.
CREATE FUNCTION end_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE order_changes SET status = 'lapsed'
  WHERE house_id = NEW.house_id AND order_id = NEW.id AND status IN ('open', 'accepted');
  RETURN NULL;
END
$$;
CREATE TRIGGER orders_end_change AFTER UPDATE OF status ON orders
  FOR EACH ROW WHEN (OLD.status = 'PAID' AND NEW.status <> 'PAID') EXECUTE FUNCTION end_change();

-- What is not accepted any more holds nothing.
CREATE FUNCTION free_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM held_nights
  WHERE house_id = NEW.house_id AND kind = 'change' AND holder_id = NEW.id
    AND nights && daterange(NEW.start_date, NEW.end_date, '[]');
  RETURN NULL;
END
$$;
CREATE TRIGGER order_changes_end AFTER UPDATE OF status ON order_changes
  FOR EACH ROW WHEN (OLD.status = 'accepted' AND NEW.status <> 'accepted')
  EXECUTE FUNCTION free_change();

-- Told to whom it concerns, by a kind of notice that servers of before have words for in no role;
-- told_kind is what it is.
ALTER TABLE notice_rules ADD COLUMN told_kind text;
INSERT INTO notice_rules (from_status, to_status, actor, role, kind, sms, event_kind, told_kind)
SELECT 'PAID', 'PAID', actor, role,
  CASE role WHEN 'guest' THEN 'order_placed' ELSE 'order_accepted' END, true, event_kind, event_kind
FROM (VALUES ('guest', 'host'), ('host', 'guest')) AS who (actor, role),
  unnest(ARRAY['change_proposed', 'change_accepted', 'change_refused']) AS event_kind
UNION ALL
SELECT 'PAID', 'PAID', 'payment', role,
  CASE role WHEN 'guest' THEN 'order_placed' ELSE 'order_accepted' END, true,
  'order_changed', 'order_changed'
FROM unnest(ARRAY['guest', 'host']) AS role;

CREATE OR REPLACE FUNCTION write_notices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notices
    (user_id, kind, role, house_id, order_id, reason, created_at, sms, told_kind)
  SELECT CASE rule.role WHEN 'host' THEN o.host_id ELSE o.guest_id END,
    rule.kind, rule.role, e.house_id, e.order_id,
    -- What a person wrote; that of an event of money is words for its kind.
    CASE WHEN e.from_status = e.to_status THEN '' ELSE e.reason END, e.at,
    CASE WHEN rule.sms THEN 'owed' END, rule.told_kind
  FROM written e
  JOIN notice_rules rule ON rule.event_kind = e.kind AND rule.actor = e.actor
    AND rule.to_status = e.to_status AND rule.from_status IS NOT DISTINCT FROM e.from_status
  JOIN orders o ON o.house_id = e.house_id AND o.id = e.order_id;
  RETURN NULL;
END
$$;
