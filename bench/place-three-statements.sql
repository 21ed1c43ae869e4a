\set n :n + 1
\set guest_id 2 + :client_id
\set house_id 1001 + :client_id * 32 + :n % 32
\set day 30 + :n / 32
BEGIN;
INSERT INTO held_nights (house_id, nights, order_id)
VALUES (:house_id, daterange(CURRENT_DATE + :day::int, CURRENT_DATE + :day::int, '[]'), nextval('order_ids'));
INSERT INTO orders (house_id, id, guest_id, host_id, start_date, end_date,
  price_fen, amount_fen, status, due_at, created_at)
VALUES (:house_id, currval('order_ids'), :guest_id, 1, CURRENT_DATE + :day::int, CURRENT_DATE + :day::int,
  20000, 20000, 'WAIT_ACCEPT', now() + interval '24 hours', now());
INSERT INTO order_events (house_id, order_id, to_status, actor, at)
VALUES (:house_id, currval('order_ids'), 'WAIT_ACCEPT', 'guest', now());
COMMIT;
