ALTER TABLE houses ADD COLUMN listed boolean NOT NULL DEFAULT true;

-- The widths a picture is kept in, as an <img srcset> names them; '' where there is only one.
ALTER TABLE house_images ADD COLUMN srcset text NOT NULL DEFAULT '';
