-- Pre-shared keys of devices that come by DTLS, 24 random bytes as base64url text, whose characters are the key. A key is worth what the token is worth that the
-- device had when the key was issued: with a new token, or without the device, the row counts no more. So it needs no
-- foreign key, and the registry need not know of it.
CREATE TABLE coap_keys (
    device         TEXT   NOT NULL PRIMARY KEY,
    psk            TEXT   NOT NULL,
    token_sha256   TEXT   NOT NULL,
    created_micros BIGINT NOT NULL
);
