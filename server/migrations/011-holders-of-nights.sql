-- A night is held by an order, by its host (a closed day) or by a calendar of another site (an
-- import). An order is named by order_id, as before; the others by holder_id.
ALTER TABLE held_nights
  ADD COLUMN kind text NOT NULL DEFAULT 'order' CHECK (kind IN ('order', 'closed', 'import')),
  ADD COLUMN holder_id bigint,
  ALTER COLUMN order_id DROP NOT NULL,
  ADD CONSTRAINT held_nights_holder CHECK (
    CASE kind
      WHEN 'order' THEN order_id IS NOT NULL AND holder_id IS NULL
      ELSE order_id IS NULL AND holder_id IS NOT NULL
    END
  );
