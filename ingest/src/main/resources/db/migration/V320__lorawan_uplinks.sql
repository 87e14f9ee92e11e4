-- The last raw payloads of each LoRaWAN device, so that a corrected codec can be tried on them. Hex: both databases have it.
CREATE TABLE lorawan_uplinks (
    device      TEXT    NOT NULL,
    time_micros BIGINT  NOT NULL,
    f_cnt       BIGINT  NOT NULL,
    f_port      INTEGER NOT NULL,
    payload     TEXT    NOT NULL,
    PRIMARY KEY (device, time_micros, f_cnt)
);
