-- Several providers at once. A payment that was replaced, or whose order ended, is closed at its
-- provider too: the row is the job, until `close_at` is null again.
ALTER TABLE payments ADD COLUMN channel text;
ALTER TABLE payments ADD COLUMN close_at timestamptz;
ALTER TABLE payments ADD COLUMN close_tries integer NOT NULL DEFAULT 0;
CREATE INDEX payments_closing ON payments (close_at) WHERE close_at IS NOT NULL;
-- Those whose orders may have ended.
CREATE INDEX payments_open ON payments (provider) WHERE status = 'open';

-- What all amounts of this site are counted in: whole numbers of its smallest unit. One row, made
-- by the first start; amounts that are there already are fen.
CREATE TABLE site_currency (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  currency text NOT NULL
);
INSERT INTO site_currency (currency) SELECT 'CNY' WHERE EXISTS (SELECT FROM houses);
