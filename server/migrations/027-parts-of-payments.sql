-- A payment goes back in parts, never more of it than came.
ALTER TABLE refunds DROP CONSTRAINT refunds_payment_id_key;
ALTER TABLE refunds ADD COLUMN amount_fen bigint CHECK (amount_fen > 0);
UPDATE refunds SET amount_fen = payments.amount_fen
FROM payments WHERE payments.id = refunds.payment_id;
ALTER TABLE refunds ALTER COLUMN amount_fen SET NOT NULL;
CREATE INDEX refunds_payment ON refunds (payment_id);

-- changed: the stay became cheaper; given: its host gave something back.
ALTER TABLE refunds DROP CONSTRAINT refunds_cause_check;
ALTER TABLE refunds ADD CONSTRAINT refunds_cause_check
  CHECK (cause IN ('canceled', 'late', 'double', 'changed', 'given'));

-- Servers of before name no amount: all that is left.
CREATE FUNCTION bound_refund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  remaining bigint;
BEGIN
  SELECT amount_fen INTO remaining FROM payments WHERE id = NEW.payment_id FOR UPDATE;
  remaining := remaining
    - coalesce((SELECT sum(amount_fen) FROM refunds WHERE payment_id = NEW.payment_id), 0);
  NEW.amount_fen := coalesce(NEW.amount_fen, remaining);
  IF NEW.amount_fen > remaining THEN
    RAISE EXCEPTION 'a refund of % fen, where % are left of payment %',
      NEW.amount_fen, remaining, NEW.payment_id;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER refunds_bounded BEFORE INSERT ON refunds
  FOR EACH ROW EXECUTE FUNCTION bound_refund();

-- Servers of before would send the whole payment back: who takes a part to send says so, by
-- counting the try here too; for others it is as if it were not there.
ALTER TABLE refunds ADD COLUMN part_tries integer NOT NULL DEFAULT 0;
CREATE FUNCTION leave_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.part_tries = OLD.part_tries
    AND NEW.amount_fen < (SELECT amount_fen FROM payments WHERE id = NEW.payment_id)
  THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER refunds_parts BEFORE UPDATE OF tries ON refunds
  FOR EACH ROW WHEN (NEW.tries > OLD.tries) EXECUTE FUNCTION leave_part();

-- What became of money is told with how much it was.
ALTER TABLE order_events ADD COLUMN amount_fen bigint;

-- tax: what the site owes to its town. order: what is kept of an order is given to whom it is due;
-- given: its host gives back of that. Both say of which order.
ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_account_check;
ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_account_check
  CHECK (account IN ('provider', 'bank', 'guest', 'host', 'platform', 'tax'));
ALTER TABLE ledger_transactions DROP CONSTRAINT ledger_transactions_kind_check;
ALTER TABLE ledger_transactions ADD CONSTRAINT ledger_transactions_kind_check
  CHECK (kind IN ('payment', 'refund', 'stay', 'payout', 'order', 'given'));
ALTER TABLE ledger_transactions ADD COLUMN house_id bigint, ADD COLUMN order_id bigint;

-- Servers of before give the whole payment to the host: not where a part goes back, or is tax.
CREATE FUNCTION refuse_whole_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM refunds WHERE payment_id = NEW.subject_id) OR EXISTS (
    SELECT FROM payments p JOIN orders o ON o.house_id = p.house_id AND o.id = p.order_id
    WHERE p.id = NEW.subject_id AND o.tax_fen > 0)
  THEN
    RAISE EXCEPTION 'payment % is not its host''s as a whole', NEW.subject_id;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER ledger_whole_stays BEFORE INSERT ON ledger_transactions
  FOR EACH ROW WHEN (NEW.kind = 'stay') EXECUTE FUNCTION refuse_whole_stay();
