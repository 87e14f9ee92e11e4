-- Who did what to which device, token, key or command. Append-only; ids sort by time, the application makes them.
CREATE TABLE registry_log (
    id          TEXT   NOT NULL PRIMARY KEY,
    time_micros BIGINT NOT NULL,
    actor       TEXT   NOT NULL,
    action      TEXT   NOT NULL,
    subject     TEXT   NOT NULL,
    detail      TEXT   NOT NULL
);

CREATE INDEX registry_log_subject ON registry_log (subject, id);
