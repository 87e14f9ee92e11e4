-- Incidents, repair tasks and crews as last folded from the journal, and how far they are.
-- Times are epoch microseconds; documents are JSON. Columns repeat of a document what is searched by.

CREATE TABLE incident (
    id             TEXT   NOT NULL PRIMARY KEY,
    estate         TEXT   NOT NULL,
    state          TEXT   NOT NULL,
    severity       TEXT   NOT NULL,
    fault_type     TEXT   NOT NULL,
    asset          TEXT   NOT NULL,
    changed_micros BIGINT NOT NULL,
    -- when it was closed, 0 while it is not
    closed_micros  BIGINT NOT NULL,
    document       TEXT   NOT NULL
);
CREATE INDEX incident_closed ON incident (closed_micros);
CREATE INDEX incident_changed ON incident (changed_micros, id);
CREATE INDEX incident_state ON incident (state, changed_micros, id);
CREATE INDEX incident_estate ON incident (estate, changed_micros, id);

-- The assets of an incident: its root and its symptoms.
CREATE TABLE incident_asset (
    asset    TEXT NOT NULL,
    incident TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    PRIMARY KEY (asset, incident)
);
CREATE INDEX incident_asset_incident ON incident_asset (incident);

-- What the correlator remembers beside incidents: waiting faults, earlier occurrences, counts.
CREATE TABLE correlator_state (
    state_key TEXT NOT NULL PRIMARY KEY,
    document  TEXT NOT NULL
);

-- How far a stage behind the journal has come: written in the transaction of what it wrote.
CREATE TABLE stage_offset (
    stage       TEXT   NOT NULL PRIMARY KEY,
    next_offset BIGINT NOT NULL
);

CREATE TABLE repair_task (
    id              TEXT    NOT NULL PRIMARY KEY,
    incident        TEXT    NOT NULL,
    estate          TEXT    NOT NULL,
    asset           TEXT    NOT NULL,
    fault_type      TEXT    NOT NULL,
    trade           TEXT    NOT NULL,
    severity        TEXT    NOT NULL,
    state           TEXT    NOT NULL,
    created_micros  BIGINT  NOT NULL,
    due_micros      BIGINT  NOT NULL,
    changed_micros  BIGINT  NOT NULL,
    crew            TEXT,
    planned_micros  BIGINT  NOT NULL,
    attempts        INTEGER NOT NULL,
    note            TEXT    NOT NULL,
    -- 1 where a person chose the crew
    pinned          INTEGER NOT NULL,
    -- 1 while the incident counts as resolved and nobody needs to go
    resting         INTEGER NOT NULL,
    offered_micros  BIGINT  NOT NULL,
    -- crews that rejected it or did not answer, as a JSON array
    passed_over     TEXT    NOT NULL
);
CREATE INDEX repair_task_incident ON repair_task (incident, created_micros, id);
CREATE INDEX repair_task_due ON repair_task (due_micros, id);
CREATE INDEX repair_task_state ON repair_task (state, due_micros, id);

CREATE TABLE crew (
    id      TEXT NOT NULL PRIMARY KEY,
    name_en TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    -- JSON arrays
    skills  TEXT NOT NULL,
    estates TEXT NOT NULL
);
