-- What anybody may read of an address: the part in front of the first number of a door, a building
-- or a flat. See docs/decisions/061.
CREATE FUNCTION coarse_of(address text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  -- Digits of every width, in circles and in brackets become plain ones.
  folded text := normalize(address, NFKC);
  cut integer := regexp_instr(folded,
    '([甲乙丙丁戊]|[a-z]+-?)?[[:digit:]٠-٩۰-۹०-९]'
    || '|[甲乙丙丁戊]?[〇零一二三四五六七八九十百千两兩廿卅壹贰貳叁參肆伍陆陸柒捌玖拾]+ *(号|號|楼|樓|栋|棟|幢|座|单元|單元|室|层|層|弄|户|戶)'
    || '|[a-z] *(号|號|楼|樓|栋|棟|幢|座|单元|單元|室|门|門)'
    || '|\m(no|nr|apt|apartment|flat|unit|room|suite|floor|bldg|building|block|house|villa)\M'
    || '|#',
    1, 1, 0, 'i');
  kept text := folded;
BEGIN
  IF cut > 0 THEN kept := left(folded, cut - 1); END IF;
  -- Nearly always each letter kept its place: then it is shown as it was typed.
  IF normalize(left(address, length(kept)), NFKC) = kept THEN
    kept := left(address, length(kept));
  END IF;
  RETURN regexp_replace(kept, '[-[:space:][:punct:]，。、；：·（【「《＃]+$', '');
END
$$;

-- Kept by the database, so that servers of the version before keep it too. '' where nothing is left.
ALTER TABLE houses ADD COLUMN coarse_address text NOT NULL DEFAULT '';

-- Whoever searches for a number of a door finds nothing by it, and learns nothing.
CREATE OR REPLACE FUNCTION keep_search_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.coarse_address := coarse_of(NEW.address);
  NEW.search_text := fold_text(NEW.title || E'\n' || NEW.coarse_address);
  RETURN NEW;
END
$$;

UPDATE houses SET
  coarse_address = coarse_of(address),
  search_text = fold_text(title || E'\n' || coarse_of(address));
