-- How an area is called in English; empty: as in Chinese.
ALTER TABLE areas ADD COLUMN name_en text NOT NULL DEFAULT '';

-- The pages of its houses are cached with both names.
DROP TRIGGER areas_renamed ON areas;
CREATE TRIGGER areas_renamed AFTER UPDATE OF name, name_en ON areas
  FOR EACH ROW WHEN ((OLD.name, OLD.name_en) IS DISTINCT FROM (NEW.name, NEW.name_en))
  EXECUTE FUNCTION raise_versions_in_area();
