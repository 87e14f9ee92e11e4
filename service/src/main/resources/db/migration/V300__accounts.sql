-- Who may sign in. The person itself (name, roles, language) stands in person.
CREATE TABLE account (
    person        TEXT   NOT NULL PRIMARY KEY,
    password_hash TEXT,
    changed_micros BIGINT NOT NULL
);

-- A browser that is signed in. Only the hash of its token is kept.
CREATE TABLE session (
    token_hash     TEXT   NOT NULL PRIMARY KEY,
    person         TEXT   NOT NULL,
    expires_micros BIGINT NOT NULL
);

CREATE INDEX session_expires ON session (expires_micros);

-- One-time links: the first start prints one, an administrator can make more.
CREATE TABLE sign_in_link (
    token_hash     TEXT   NOT NULL PRIMARY KEY,
    person         TEXT   NOT NULL,
    expires_micros BIGINT NOT NULL
);
