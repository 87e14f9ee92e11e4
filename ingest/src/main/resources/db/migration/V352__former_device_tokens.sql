-- Tokens that were replaced and still work until their time is over. At most one a device: rotating again ends it.
CREATE TABLE device_former_tokens (
    device       TEXT   NOT NULL PRIMARY KEY REFERENCES devices (id),
    token_sha256 TEXT   NOT NULL,
    until_micros BIGINT NOT NULL
);
