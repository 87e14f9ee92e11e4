-- What devices are called on other wires, and how what they send becomes readings. Documents are JSON text.
ALTER TABLE devices ADD COLUMN addresses TEXT NOT NULL DEFAULT '[]';
ALTER TABLE profiles ADD COLUMN codec TEXT NOT NULL DEFAULT '';
ALTER TABLE profiles ADD COLUMN mapping TEXT NOT NULL DEFAULT '[]';
