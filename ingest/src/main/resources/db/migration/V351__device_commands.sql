-- Commands to devices and what became of them. No foreign key: the record outlives the device.
CREATE TABLE device_commands (
    id               TEXT    NOT NULL PRIMARY KEY,
    device           TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    parameters       TEXT    NOT NULL,
    safety_relevant  INTEGER NOT NULL,
    state            TEXT    NOT NULL,
    requested_by     TEXT    NOT NULL,
    requested_micros BIGINT  NOT NULL,
    confirmed_by     TEXT    NOT NULL,
    expires_micros   BIGINT  NOT NULL,
    changed_micros   BIGINT  NOT NULL,
    idempotency_key  TEXT    NOT NULL UNIQUE,
    note             TEXT    NOT NULL
);

CREATE INDEX device_commands_device ON device_commands (device, requested_micros);
CREATE INDEX device_commands_state ON device_commands (state);

-- Every change of state with who and when. Append-only.
CREATE TABLE device_command_events (
    command     TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    time_micros BIGINT  NOT NULL,
    state       TEXT    NOT NULL,
    actor       TEXT    NOT NULL,
    note        TEXT    NOT NULL,
    PRIMARY KEY (command, position)
);
