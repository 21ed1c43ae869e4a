-- What a guest and the host of a house write each other: one thread for the two and the house, before
-- an order, during it and after it.
CREATE SEQUENCE thread_ids AS bigint;
CREATE TABLE threads (
  house_id     bigint NOT NULL REFERENCES houses (id),
  id           bigint NOT NULL DEFAULT nextval('thread_ids'),
  guest_id     bigint NOT NULL,
  host_id      bigint NOT NULL CHECK (host_id <> guest_id),
  created_at   timestamptz NOT NULL,
  -- How many messages it has: their numbers run from 1 to this one without a gap.
  messages     integer NOT NULL DEFAULT 0,
  last_at      timestamptz NOT NULL,
  -- Up to which number each of the two has read, and how many of the other's are behind that.
  guest_read   integer NOT NULL DEFAULT 0,
  host_read    integer NOT NULL DEFAULT 0,
  guest_unread integer NOT NULL DEFAULT 0,
  host_unread  integer NOT NULL DEFAULT 0,
  PRIMARY KEY (house_id, id),
  UNIQUE (house_id, guest_id)
);
CREATE INDEX threads_id ON threads (id);
CREATE INDEX threads_of_guest ON threads (guest_id, last_at DESC, id DESC);
CREATE INDEX threads_of_host ON threads (host_id, last_at DESC, id DESC);
CREATE INDEX threads_guest_unread ON threads (guest_id) WHERE guest_unread > 0;
CREATE INDEX threads_host_unread ON threads (host_id) WHERE host_unread > 0;

-- Written while the row of the thread is locked, which gives each its number.
CREATE TABLE messages (
  house_id   bigint NOT NULL,
  thread_id  bigint NOT NULL,
  number     integer NOT NULL,
  author     text NOT NULL CHECK (author IN ('guest', 'host')),
  -- As its reader sees it: what was hidden is not kept.
  text       text NOT NULL,
  -- What kinds of contacts were hidden.
  masked     text[] NOT NULL DEFAULT '{}',
  -- The name of a file; null where there is no picture.
  picture    text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (house_id, thread_id, number)
);

-- What a keyed message became. The digest is keyed: nothing that was hidden can be found from it.
CREATE TABLE message_keys (
  sender_id  bigint NOT NULL,
  key        text NOT NULL,
  digest     text NOT NULL,
  house_id   bigint NOT NULL,
  thread_id  bigint NOT NULL,
  number     integer NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (sender_id, key)
);
CREATE INDEX message_keys_age ON message_keys USING brin (created_at) WITH (pages_per_range = 32);

-- Who wants to hear nothing of whom, in any thread.
CREATE TABLE person_blocks (
  blocker_id bigint NOT NULL,
  blocked_id bigint NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (blocker_id, blocked_id)
);

-- A thread that one of its two has reported may be read by those who run the site, and by nobody else.
CREATE TABLE thread_reports (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  house_id    bigint NOT NULL,
  thread_id   bigint NOT NULL,
  reporter_id bigint NOT NULL,
  reason      text NOT NULL,
  created_at  timestamptz NOT NULL,
  UNIQUE (thread_id, reporter_id)
);

-- Each time that somebody who runs the site has read a thread: written before it is shown.
CREATE TABLE thread_readings (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  thread_id bigint NOT NULL,
  reader    text NOT NULL,
  read_at   timestamptz NOT NULL
);
CREATE INDEX thread_readings_thread ON thread_readings (thread_id);
