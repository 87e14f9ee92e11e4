-- What was refused of one device, newest first.
CREATE INDEX dead_letters_source ON dead_letters (source, id);
