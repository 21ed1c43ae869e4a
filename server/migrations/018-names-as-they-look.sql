-- Names are compared as they look: in compatible letters (NFKC), without what cannot be seen and
-- without space of any width, in small letters, Cyrillic and Greek ones as the Latin ones that they
-- are taken for.
CREATE FUNCTION name_look(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT translate(lower(translate(
    regexp_replace(normalize(name, NFKC),
      '[\s\u0085\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f'
      '\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]',
      '', 'g'),
    'АВЕЅІЈКМНОРСТУХԀԌԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ',
    'ABESIJKMHOPCTYXDGQWABEZHIKMNOPTYX')),
    'аеѕіјкорсухԁһԛԝмнтвαικνορτυχγεıɑɡ',
    'aesijkopcyxdhqwmhtbaikvoptuxyeiag')
$$;

-- Of those that look alike already, who came first has the look; the others keep their names.
ALTER TABLE users ADD COLUMN name_look text;
UPDATE users SET name_look = name_look(users.name)
WHERE id IN (SELECT min(id) FROM users GROUP BY name_look(users.name));
CREATE UNIQUE INDEX users_name_look ON users (name_look);

-- By the database, so that it holds for servers of before too.
CREATE FUNCTION set_name_look() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.name_look := name_look(NEW.name);
  RETURN NEW;
END $$;
CREATE TRIGGER users_name_look BEFORE INSERT OR UPDATE OF name ON users
  FOR EACH ROW EXECUTE FUNCTION set_name_look();
