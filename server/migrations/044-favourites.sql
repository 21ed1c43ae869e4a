-- Houses that a person keeps, in lists. The one that everybody has is made with the first house that
-- is kept; its name is empty until somebody gives it one, and is then shown in the reader's language.
CREATE TABLE favourite_lists (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id    bigint NOT NULL REFERENCES users (id),
  name       text NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  -- The secret of its link; null: shown to nobody else.
  token      text UNIQUE,
  created_at timestamptz NOT NULL,
  UNIQUE (user_id, name)
);
CREATE UNIQUE INDEX favourite_lists_one_default ON favourite_lists (user_id) WHERE is_default;

CREATE TABLE favourites (
  user_id  bigint NOT NULL REFERENCES users (id),
  house_id bigint NOT NULL REFERENCES houses (id),
  list_id  bigint NOT NULL REFERENCES favourite_lists (id),
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, house_id)
);
CREATE INDEX favourites_list ON favourites (list_id, saved_at, house_id);
