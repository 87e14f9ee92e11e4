-- What each device sent in a day of UTC, and what was wrong with it.
CREATE TABLE data_quality (
    device        TEXT   NOT NULL,
    day           BIGINT NOT NULL,
    messages      BIGINT NOT NULL,
    readings      BIGINT NOT NULL,
    flaws         TEXT   NOT NULL,
    offset_micros BIGINT NOT NULL,
    last_micros   BIGINT NOT NULL,
    PRIMARY KEY (device, day)
);

CREATE INDEX data_quality_by_day ON data_quality (day);

-- How far the journal is in these counts; one row.
CREATE TABLE data_quality_offset (
    id          INTEGER NOT NULL PRIMARY KEY,
    next_offset BIGINT  NOT NULL
);
