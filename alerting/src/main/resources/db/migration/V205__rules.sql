-- Published changes of the rule book, append-only; the book is the shipped rules with the newest change of each
-- (rule, kind, target) over them. journal_offset makes the fold of the journal idempotent.
CREATE TABLE rule_version (
    version        BIGINT NOT NULL PRIMARY KEY,
    journal_offset BIGINT NOT NULL UNIQUE,
    rule_id        VARCHAR(64) NOT NULL,
    kind           VARCHAR(16) NOT NULL,
    target         VARCHAR(96) NOT NULL,
    author         VARCHAR(64) NOT NULL,
    reason         TEXT NOT NULL,
    time_micros    BIGINT NOT NULL,
    document       TEXT NOT NULL
);

CREATE INDEX rule_version_by_rule ON rule_version (rule_id, kind, target, version);
