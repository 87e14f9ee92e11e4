-- People, whose turn it is, how far the calling for each incident has got, and the messages with their delivery record.
-- Common dialect of SQLite and PostgreSQL: ids by the application, times as epoch microseconds.

CREATE TABLE person (
    id       TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    roles    TEXT NOT NULL,             -- names of roles, comma separated
    language TEXT NOT NULL,             -- zh-CN or en
    email    TEXT,
    webhook  TEXT
);

CREATE TABLE on_call_rota (
    estate                TEXT   NOT NULL PRIMARY KEY,
    escalate_after_micros BIGINT NOT NULL
);

CREATE TABLE on_call_rota_person (
    estate TEXT    NOT NULL REFERENCES on_call_rota (estate) ON DELETE CASCADE,
    place  INTEGER NOT NULL,
    person TEXT    NOT NULL,
    PRIMARY KEY (estate, place)
);

CREATE TABLE escalation (
    incident   TEXT    NOT NULL PRIMARY KEY,
    estate     TEXT    NOT NULL,
    severity   TEXT    NOT NULL,
    reopened   INTEGER NOT NULL,
    seen       TEXT    NOT NULL,        -- state of the incident when last seen
    phase      TEXT    NOT NULL,
    number     INTEGER NOT NULL,        -- 0 for the first call, one more for each that starts again
    step       INTEGER NOT NULL,        -- taken next
    told       INTEGER NOT NULL,        -- persons told in this call
    due_micros BIGINT                   -- null when nothing is due
);

-- The latest tick or command that escalation has folded; one row.
CREATE TABLE escalation_clock (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    now_micros BIGINT  NOT NULL
);

CREATE TABLE notification (
    id                  TEXT    NOT NULL PRIMARY KEY,
    incident            TEXT    NOT NULL,
    person              TEXT    NOT NULL,
    channel             TEXT    NOT NULL,
    step                INTEGER NOT NULL,
    state               TEXT    NOT NULL,
    created_micros      BIGINT  NOT NULL, -- service's clock
    enqueued_micros     BIGINT  NOT NULL, -- wall clock, as are the next three
    next_attempt_micros BIGINT  NOT NULL,
    leased_until_micros BIGINT  NOT NULL,
    attempts            INTEGER NOT NULL,
    sent_micros         BIGINT,           -- service's clock
    last_error          TEXT,
    provider_id         TEXT
);

CREATE INDEX notification_incident ON notification (incident, created_micros);
CREATE INDEX notification_newest ON notification (created_micros, id);
CREATE INDEX notification_due ON notification (state, next_attempt_micros);

-- Every try with the provider's answer.
CREATE TABLE notification_attempt (
    notification   TEXT    NOT NULL REFERENCES notification (id) ON DELETE CASCADE,
    attempt        INTEGER NOT NULL,
    time_micros    BIGINT  NOT NULL,    -- wall clock
    latency_micros BIGINT  NOT NULL,
    outcome        TEXT    NOT NULL,    -- ACCEPTED, RETRY or REFUSED
    answer         TEXT    NOT NULL,
    PRIMARY KEY (notification, attempt)
);
