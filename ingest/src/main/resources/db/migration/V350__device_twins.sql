-- What was last known of each device. Written in batches every half minute, never on the way of a reading. No foreign key:
-- a device may go while its last words are being written.
CREATE TABLE device_twins (
    device            TEXT             NOT NULL PRIMARY KEY,
    last_seen_micros  BIGINT           NOT NULL,
    connected         INTEGER          NOT NULL,
    connection_micros BIGINT           NOT NULL,
    protocol          TEXT             NOT NULL,
    address           TEXT             NOT NULL,
    rssi              DOUBLE PRECISION,
    snr               DOUBLE PRECISION,
    battery           DOUBLE PRECISION,
    firmware          TEXT             NOT NULL,
    status            TEXT             NOT NULL,
    status_micros     BIGINT           NOT NULL
);
