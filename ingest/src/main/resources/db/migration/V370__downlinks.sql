-- How commands are put for radio devices; a JSON document.
ALTER TABLE profiles ADD COLUMN downlinks TEXT NOT NULL DEFAULT '[]';
