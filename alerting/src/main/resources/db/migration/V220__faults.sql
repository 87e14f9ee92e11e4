-- Every fault that detection raised, whether it became an incident, a symptom of one, or was damped.
CREATE TABLE fault (
    id             TEXT   NOT NULL PRIMARY KEY,
    type           TEXT   NOT NULL,
    asset          TEXT   NOT NULL,
    severity       TEXT   NOT NULL,
    onset_micros   BIGINT NOT NULL,
    raised_micros  BIGINT NOT NULL,
    cleared_micros BIGINT,
    evidence       TEXT   NOT NULL
);

CREATE INDEX fault_asset ON fault (asset, raised_micros);
CREATE INDEX fault_raised ON fault (raised_micros, id);
