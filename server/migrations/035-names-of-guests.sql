-- Who stays, as the guest of an order names them: name, kind and number of their id, sealed together.
-- Rows go some days after the stay, and with an order that ends before it.
CREATE TABLE order_guests (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  house_id   bigint NOT NULL,
  order_id   bigint NOT NULL,
  sealed     text NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX order_guests_order ON order_guests (house_id, order_id);
