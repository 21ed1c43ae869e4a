-- What a host changed of a house that a guest has booked; null where a notice tells of something else.
-- Servers of the version before know no such kind of notice and could not show any beside it: these
-- rows have a kind that they know, in a role that it has no words for.
ALTER TABLE notices ADD COLUMN changed text[];
