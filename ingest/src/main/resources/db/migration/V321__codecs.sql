-- Codecs of device vendors or the operator's own; a version is never changed.
CREATE TABLE codecs (
    id          TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    source      TEXT    NOT NULL,
    sha256      TEXT    NOT NULL,
    author      TEXT    NOT NULL,
    note        TEXT    NOT NULL,
    time_micros BIGINT  NOT NULL,
    PRIMARY KEY (id, version)
);
