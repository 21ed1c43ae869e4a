-- What an event of an order is, as a fact. Servers of before tell it in columns and, where money
-- went back, in the words of `reason`: this is the one place that still reads those.
CREATE FUNCTION event_kind(from_status text, to_status text, actor text, reason text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN from_status IS NULL THEN 'placed'
    WHEN from_status = to_status THEN CASE reason
      WHEN '订单已取消，全额退款处理中' THEN 'refund_canceled'
      WHEN '付款到达时订单已结束，全额退款处理中' THEN 'refund_late'
      WHEN '订单已支付过，重复的付款退款处理中' THEN 'refund_double'
      WHEN '退款成功，款项已原路退回' THEN 'refund_done'
      ELSE 'refund_refused'
    END
    WHEN to_status = 'WAIT_PAYMENT' THEN 'accepted'
    WHEN to_status = 'REJECTED' THEN 'rejected'
    WHEN to_status = 'PAID' THEN 'paid'
    WHEN to_status = 'WAIT_COMMENT' THEN 'finished'
    WHEN to_status = 'COMPLETE' THEN 'commented'
    WHEN actor = 'system' THEN 'expired'
    ELSE 'canceled'
  END
$$;

ALTER TABLE order_events ADD COLUMN kind text;
UPDATE order_events SET kind = event_kind(from_status, to_status, actor, reason);
ALTER TABLE order_events ALTER COLUMN kind SET NOT NULL;

CREATE FUNCTION fill_event_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.kind := event_kind(NEW.from_status, NEW.to_status, NEW.actor, NEW.reason);
  RETURN NEW;
END
$$;
CREATE TRIGGER order_events_kind BEFORE INSERT ON order_events
  FOR EACH ROW WHEN (NEW.kind IS NULL) EXECUTE FUNCTION fill_event_kind();

-- A rule names the kind of event that it is for. No transition cancels a paid order by itself, so
-- the two rules for that told nobody of anything.
DELETE FROM notice_rules WHERE from_status = 'PAID' AND to_status = 'CANCELED' AND actor = 'system';
ALTER TABLE notice_rules ADD COLUMN event_kind text;
UPDATE notice_rules
SET event_kind = event_kind(from_status, to_status, actor, coalesce(reason, ''));
ALTER TABLE notice_rules ALTER COLUMN event_kind SET NOT NULL;
ALTER TABLE notice_rules DROP COLUMN reason;
ALTER TABLE notice_rules ADD UNIQUE NULLS NOT DISTINCT (from_status, to_status, event_kind, actor, role);

-- Whoever loses a stay is told by SMS: the guest whose host takes it back, the host whose paid
-- guest does not come.
UPDATE notice_rules SET sms = true
WHERE event_kind = 'canceled' AND (actor = 'host' OR from_status = 'PAID');

CREATE OR REPLACE FUNCTION write_notices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notices (user_id, kind, role, house_id, order_id, reason, created_at, sms)
  SELECT CASE rule.role WHEN 'host' THEN o.host_id ELSE o.guest_id END,
    rule.kind, rule.role, e.house_id, e.order_id,
    -- What a person wrote; that of an event of money is words for its kind.
    CASE WHEN e.from_status = e.to_status THEN '' ELSE e.reason END, e.at,
    CASE WHEN rule.sms THEN 'owed' END
  FROM written e
  JOIN notice_rules rule ON rule.event_kind = e.kind AND rule.actor = e.actor
    AND rule.to_status = e.to_status AND rule.from_status IS NOT DISTINCT FROM e.from_status
  JOIN orders o ON o.house_id = e.house_id AND o.id = e.order_id;
  RETURN NULL;
END
$$;
