-- Who is told of what: an event of an order that matches a row writes a notice to the guest or the
-- host of the order. Nobody is told of their own act. `sms`: worth a message to their telephone.
CREATE TABLE notice_rules (
  from_status text,
  to_status   text NOT NULL,
  actor       text NOT NULL,
  role        text NOT NULL CHECK (role IN ('guest', 'host')),
  kind        text NOT NULL,
  sms         boolean NOT NULL,
  -- Only events that say so; null: whatever they say.
  reason      text,
  UNIQUE NULLS NOT DISTINCT (from_status, to_status, actor, role, reason),
  CHECK (actor <> role)
);
INSERT INTO notice_rules (from_status, to_status, actor, role, kind, sms) VALUES
  (NULL,           'WAIT_ACCEPT',  'guest',   'host',  'order_placed',    true),
  ('WAIT_ACCEPT',  'WAIT_PAYMENT', 'host',    'guest', 'order_accepted',  true),
  ('WAIT_ACCEPT',  'REJECTED',     'host',    'guest', 'order_rejected',  true),
  ('WAIT_ACCEPT',  'CANCELED',     'guest',   'host',  'order_canceled',  false),
  ('WAIT_PAYMENT', 'CANCELED',     'guest',   'host',  'order_canceled',  false),
  ('PAID',         'CANCELED',     'guest',   'host',  'order_canceled',  false),
  ('WAIT_PAYMENT', 'CANCELED',     'host',    'guest', 'order_canceled',  false),
  ('PAID',         'CANCELED',     'host',    'guest', 'order_canceled',  false),
  ('PAID',         'CANCELED',     'system',  'guest', 'order_canceled',  false),
  ('PAID',         'CANCELED',     'system',  'host',  'order_canceled',  false),
  ('WAIT_ACCEPT',  'CANCELED',     'system',  'guest', 'order_expired',   true),
  ('WAIT_ACCEPT',  'CANCELED',     'system',  'host',  'order_expired',   false),
  ('WAIT_PAYMENT', 'CANCELED',     'system',  'guest', 'order_expired',   true),
  ('WAIT_PAYMENT', 'CANCELED',     'system',  'host',  'order_expired',   false),
  ('WAIT_PAYMENT', 'PAID',         'payment', 'guest', 'order_paid',      false),
  ('WAIT_PAYMENT', 'PAID',         'payment', 'host',  'order_paid',      false),
  ('PAID',         'WAIT_COMMENT', 'system',  'guest', 'stay_finished',   false),
  ('WAIT_COMMENT', 'COMPLETE',     'guest',   'host',  'order_commented', false);
-- Money that has gone back: of an order that was cancelled, or that was paid twice.
INSERT INTO notice_rules (from_status, to_status, actor, role, kind, sms, reason)
SELECT status, status, 'payment', 'guest', 'order_refunded', true, '退款成功，款项已原路退回'
FROM unnest(ARRAY['PAID', 'WAIT_COMMENT', 'COMPLETE', 'REJECTED', 'CANCELED']) AS status;

CREATE SEQUENCE notice_ids AS bigint;

-- Written by the statement that writes the event, so no foreign key watches it.
CREATE TABLE notices (
  user_id    bigint NOT NULL,
  id         bigint NOT NULL DEFAULT nextval('notice_ids'),
  kind       text NOT NULL,
  role       text NOT NULL,
  house_id   bigint NOT NULL,
  order_id   bigint NOT NULL,
  reason     text NOT NULL,
  created_at timestamptz NOT NULL,
  read_at    timestamptz,
  -- Where its SMS is: owed, then queued as a job, then sent; null where there is none.
  sms        text CHECK (sms IN ('owed', 'queued', 'sent')),
  PRIMARY KEY (user_id, id)
);
CREATE INDEX notices_unread ON notices (user_id) WHERE read_at IS NULL;
CREATE INDEX notices_sms_owed ON notices (id) WHERE sms = 'owed';
-- Rows lie in the order of their time, so this stays a few pages large and costs nothing to fill.
CREATE INDEX notices_age ON notices USING brin (created_at) WITH (pages_per_range = 32);

-- Once a statement, however many orders it moves.
CREATE FUNCTION write_notices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO notices (user_id, kind, role, house_id, order_id, reason, created_at, sms)
  SELECT CASE rule.role WHEN 'host' THEN o.host_id ELSE o.guest_id END,
    rule.kind, rule.role, e.house_id, e.order_id,
    CASE WHEN rule.reason IS NULL THEN e.reason ELSE '' END, e.at,
    CASE WHEN rule.sms THEN 'owed' END
  FROM written e
  JOIN notice_rules rule ON rule.to_status = e.to_status AND rule.actor = e.actor
    AND rule.from_status IS NOT DISTINCT FROM e.from_status
    AND (rule.reason IS NULL OR rule.reason = e.reason)
  JOIN orders o ON o.house_id = e.house_id AND o.id = e.order_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER order_events_notices AFTER INSERT ON order_events
  REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION write_notices();
