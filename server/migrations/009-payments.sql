-- What was asked of a payment provider and what came of it. A row is one name under which a guest
-- can pay one order (`out_trade_no`); an order has one open row at most.
CREATE TABLE payments (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  out_trade_no text NOT NULL UNIQUE,
  provider     text NOT NULL,
  house_id     bigint NOT NULL,
  order_id     bigint NOT NULL,
  guest_id     bigint NOT NULL,
  amount_fen   bigint NOT NULL CHECK (amount_fen > 0),
  -- closed: nobody is led there any more; money that comes all the same makes it paid.
  status       text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paid', 'closed')),
  -- The provider's own name for it.
  trade_no     text,
  created_at   timestamptz NOT NULL,
  paid_at      timestamptz,
  -- Nothing of it is due to its host any more: the stay was booked, or the money goes back.
  settled      boolean NOT NULL DEFAULT false,
  CHECK ((status = 'paid') = (paid_at IS NOT NULL AND trade_no IS NOT NULL))
);
CREATE UNIQUE INDEX payments_one_open ON payments (house_id, order_id) WHERE status = 'open';
CREATE INDEX payments_order ON payments (house_id, order_id);
CREATE INDEX payments_unsettled ON payments (house_id, order_id) WHERE status = 'paid' AND NOT settled;

-- What a provider told, once each: it repeats itself, on every server at once.
CREATE TABLE payment_inbox (
  provider    text NOT NULL,
  event_id    text NOT NULL,
  payment_id  bigint NOT NULL REFERENCES payments (id),
  received_at timestamptz NOT NULL,
  PRIMARY KEY (provider, event_id)
);

-- A payment goes back once, and whole. The row is the job: it is sent until it is done or refused.
CREATE TABLE refunds (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payment_id   bigint NOT NULL UNIQUE REFERENCES payments (id),
  -- canceled: the paid order was; late: the order was over when the money came; double: it was paid.
  cause        text NOT NULL CHECK (cause IN ('canceled', 'late', 'double')),
  status       text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'done', 'refused')),
  created_at   timestamptz NOT NULL,
  tries        integer NOT NULL DEFAULT 0,
  next_try_at  timestamptz NOT NULL,
  -- What the provider, or the way to it, said last: a code, no person's data.
  last_code    text,
  ended_at     timestamptz,
  CHECK ((status = 'pending') = (ended_at IS NULL))
);
CREATE INDEX refunds_pending ON refunds (next_try_at) WHERE status = 'pending';
CREATE INDEX refunds_not_done ON refunds (status) WHERE status <> 'done';

-- What was paid out to a host, by the operator's own means.
CREATE TABLE payouts (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  host_id    bigint NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  -- The stays that ended on this day or before it are paid with this row.
  until      date NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX payouts_host ON payouts (host_id);

-- Double entry. Each thing is booked once: `subject_id` is the id of the payment, refund, payout,
-- or for a stay that of its order's payment.
CREATE TABLE ledger_transactions (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('payment', 'refund', 'stay', 'payout')),
  subject_id bigint NOT NULL,
  at         timestamptz NOT NULL,
  UNIQUE (kind, subject_id)
);

-- Positive: what the site has; negative: what it owes, and what is its own.
CREATE TABLE ledger_entries (
  transaction_id bigint NOT NULL REFERENCES ledger_transactions (id),
  -- provider: money at the payment provider. bank: money paid out by the operator. guest: held for
  -- a guest. host: owed to a host. platform: fees.
  account        text NOT NULL CHECK (account IN ('provider', 'bank', 'guest', 'host', 'platform')),
  -- The person, for guest and host; else 0.
  owner_id       bigint NOT NULL DEFAULT 0,
  amount_fen     bigint NOT NULL CHECK (amount_fen <> 0),
  CHECK ((owner_id = 0) = (account NOT IN ('guest', 'host'))),
  PRIMARY KEY (transaction_id, account, owner_id)
);
CREATE INDEX ledger_entries_account ON ledger_entries (account, owner_id) INCLUDE (amount_fen);

-- The entries of a transaction come in one statement and are worth nothing together: so is the sum
-- of the whole ledger, always.
CREATE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added GROUP BY transaction_id HAVING sum(amount_fen) <> 0) THEN
    RAISE EXCEPTION 'a ledger transaction does not sum to zero';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_balanced AFTER INSERT ON ledger_entries
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_unbalanced();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is only ever added to';
END $$;
CREATE TRIGGER ledger_entries_fixed BEFORE UPDATE OR DELETE ON ledger_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_transactions_fixed BEFORE UPDATE OR DELETE ON ledger_transactions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An order enters a status once: that event has turn 0. What became known about it while it stood
-- there, as that its money went back, is told by further turns.
ALTER TABLE order_events ADD COLUMN turn smallint NOT NULL DEFAULT 0;
ALTER TABLE order_events DROP CONSTRAINT order_events_pkey;
ALTER TABLE order_events ADD PRIMARY KEY (house_id, order_id, to_status, turn);
ALTER TABLE order_events ADD CHECK ((turn = 0) = (from_status IS DISTINCT FROM to_status));
