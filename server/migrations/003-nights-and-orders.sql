CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The ledger of nights: a row is a stay that is held, and a night of a house can be held once.
-- Everything else only makes this fast. Keys start with house_id, so the tables can be sharded
-- by it and a booking touches one shard.
CREATE TABLE held_nights (
  house_id bigint NOT NULL,
  nights   daterange NOT NULL CHECK (NOT isempty(nights)),
  order_id bigint NOT NULL,
  CONSTRAINT held_nights_no_overlap EXCLUDE USING gist (house_id WITH =, nights WITH &&)
);

CREATE SEQUENCE order_ids AS bigint;

CREATE TABLE orders (
  house_id     bigint NOT NULL REFERENCES houses (id),
  id           bigint NOT NULL,
  guest_id     bigint NOT NULL REFERENCES users (id),
  host_id      bigint NOT NULL,
  start_date   date NOT NULL,
  end_date     date NOT NULL,
  price_fen    bigint NOT NULL,
  amount_fen   bigint NOT NULL,
  status       text NOT NULL,
  -- When the system moves the order on by itself; null where it never does.
  due_at       timestamptz,
  comment      text NOT NULL DEFAULT '',
  commented_at timestamptz,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (house_id, id),
  CHECK (end_date >= start_date),
  CHECK (amount_fen = price_fen * (end_date - start_date + 1)),
  CHECK (status IN ('WAIT_ACCEPT', 'WAIT_PAYMENT', 'PAID', 'WAIT_COMMENT', 'COMPLETE', 'REJECTED', 'CANCELED'))
);
-- An order is only ever read by one of its two people, so these also find it by its id.
CREATE INDEX orders_guest ON orders (guest_id, id);
CREATE INDEX orders_host ON orders (host_id, id);
CREATE INDEX orders_due ON orders (status, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX orders_comments ON orders (house_id, commented_at) WHERE commented_at IS NOT NULL;

-- The states form no circle, so an order enters each at most once: the key says so. Each event is
-- written by the statement or transaction that writes its order, so no foreign key watches it:
-- looking every event's order up again costs a tenth of placing one.
CREATE TABLE order_events (
  house_id    bigint NOT NULL,
  order_id    bigint NOT NULL,
  to_status   text NOT NULL,
  from_status text,
  actor       text NOT NULL CHECK (actor IN ('guest', 'host', 'system', 'payment')),
  reason      text NOT NULL DEFAULT '',
  at          timestamptz NOT NULL,
  PRIMARY KEY (house_id, order_id, to_status)
);

-- What a keyed request was answered: `refusal` where the checks refused it; else it was placed if
-- the order exists, and lost its days to another if not.
CREATE TABLE idempotency_keys (
  guest_id   bigint NOT NULL,
  key        text NOT NULL,
  house_id   bigint NOT NULL,
  start_date date NOT NULL,
  end_date   date NOT NULL,
  order_id   bigint NOT NULL,
  refusal    text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (guest_id, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
