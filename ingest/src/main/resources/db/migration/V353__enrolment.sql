-- How devices come by their first token. Codes and keys are kept as hashes only.
CREATE TABLE claim_codes (
    device         TEXT   NOT NULL PRIMARY KEY,
    code_hash      TEXT   NOT NULL UNIQUE,
    created_by     TEXT   NOT NULL,
    expires_micros BIGINT NOT NULL
);

CREATE TABLE enrolment_keys (
    id              TEXT    NOT NULL PRIMARY KEY,
    key_sha256      TEXT    NOT NULL UNIQUE,
    estate          TEXT    NOT NULL,
    profile         TEXT    NOT NULL,
    interval_micros BIGINT  NOT NULL,
    most            INTEGER NOT NULL,
    used            INTEGER NOT NULL,
    created_by      TEXT    NOT NULL,
    created_micros  BIGINT  NOT NULL,
    expires_micros  BIGINT  NOT NULL,
    revoked         INTEGER NOT NULL
);
