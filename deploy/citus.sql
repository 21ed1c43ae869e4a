-- How a site's tables would be distributed by house with Citus, in an empty database after
-- `ihome migrate`. NOT TRIED, and not enough by itself: docs/decisions/072 says what else it takes.
BEGIN;

-- On every node: what rows of any house point to.
SELECT create_reference_table('users');
SELECT create_reference_table('areas');
SELECT create_reference_table('facilities');

-- Kept in one place, by keys of their own: they point to houses only as long as those are not spread.
ALTER TABLE closed_days DROP CONSTRAINT closed_days_house_id_fkey;
ALTER TABLE calendar_exports DROP CONSTRAINT calendar_exports_house_id_fkey;
ALTER TABLE calendar_feeds DROP CONSTRAINT calendar_feeds_house_id_fkey;
ALTER TABLE favourites DROP CONSTRAINT favourites_house_id_fkey;

-- A house, its nights and its orders are on one node, so that booking touches one.
SELECT create_distributed_table('houses', 'id');
SELECT create_distributed_table('held_nights', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('orders', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('order_events', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('reviews', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('guest_ratings', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('review_reports', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('threads', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('messages', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('house_rules', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('stay_limits', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('house_stories', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('house_images', 'house_id', colocate_with => 'houses');
SELECT create_distributed_table('house_facilities', 'house_id', colocate_with => 'houses');

COMMIT;
