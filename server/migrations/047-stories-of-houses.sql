-- What a host tells of a house beside its facts. Apart from `houses`, whose rows every search and
-- every order reads.
CREATE TABLE house_stories (
  house_id     bigint PRIMARY KEY REFERENCES houses (id),
  -- '' where its host has not said.
  kind         text NOT NULL DEFAULT '',
  description  text NOT NULL DEFAULT '',
  house_rules  text NOT NULL DEFAULT '',
  -- What stands to sleep on, room by room.
  bedrooms     jsonb NOT NULL DEFAULT '[]',
  -- How guests get in, sealed with the site's secret; null where nothing was said.
  instructions text
);
