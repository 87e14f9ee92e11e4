-- Estates, profiles, assets, devices and the hashes of device tokens. Documents are JSON text; times are epoch micros.
CREATE TABLE estates (
    id         TEXT             NOT NULL PRIMARY KEY,
    name_en    TEXT             NOT NULL,
    name_zh    TEXT             NOT NULL,
    latitude   DOUBLE PRECISION NOT NULL,
    longitude  DOUBLE PRECISION NOT NULL,
    zone       TEXT             NOT NULL,
    households INTEGER          NOT NULL
);

CREATE TABLE profiles (
    id      TEXT NOT NULL PRIMARY KEY,
    name_en TEXT NOT NULL,
    name_zh TEXT NOT NULL,
    metrics TEXT NOT NULL
);

-- No foreign key on parent: a document may bring children before parents; the application checks the tree as a whole.
CREATE TABLE assets (
    id         TEXT NOT NULL PRIMARY KEY,
    estate     TEXT NOT NULL REFERENCES estates (id),
    parent     TEXT,
    type       TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    name_zh    TEXT NOT NULL,
    attributes TEXT NOT NULL
);

CREATE TABLE devices (
    id              TEXT   NOT NULL PRIMARY KEY,
    estate          TEXT   NOT NULL REFERENCES estates (id),
    asset           TEXT   NOT NULL REFERENCES assets (id),
    profile         TEXT   NOT NULL REFERENCES profiles (id),
    interval_micros BIGINT NOT NULL
);

-- SHA-256 of the token in hex; a token is 32 random bytes, so it needs no salt.
CREATE TABLE device_tokens (
    device         TEXT   NOT NULL PRIMARY KEY REFERENCES devices (id),
    token_sha256   TEXT   NOT NULL,
    created_micros BIGINT NOT NULL
);
