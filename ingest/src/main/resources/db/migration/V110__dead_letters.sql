-- What was refused at the door. Ids sort by time; the application makes them.
CREATE TABLE dead_letters (
    id          TEXT    NOT NULL PRIMARY KEY,
    time_micros BIGINT  NOT NULL,
    protocol    TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    topic       TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    field       TEXT    NOT NULL,
    value       TEXT    NOT NULL,
    expected    TEXT    NOT NULL,
    occurrences INTEGER NOT NULL,
    excerpt     TEXT    NOT NULL,
    size        BIGINT  NOT NULL
);
