#!/bin/sh
# Writes the password file from the environment into memory, then becomes the broker.
set -eu
: "${MOSQUITTO_USERNAME:?name of the account}" "${MOSQUITTO_PASSWORD:?password of the account}"
passwords="${MOSQUITTO_PASSWORD_FILE:-/run/mosquitto/passwords}"
umask 077
printf '%s:%s\n' "$MOSQUITTO_USERNAME" "$MOSQUITTO_PASSWORD" >"$passwords"
# Hashes the plain text in place: the password appears in no process list.
mosquitto_passwd -U "$passwords"
if [ "$(id -u)" = 0 ]; then
  # Started as root, the broker becomes user mosquitto before it reads the file.
  chown mosquitto:mosquitto "$passwords" "${passwords%/*}"
fi
exec mosquitto -c "${MOSQUITTO_CONFIG:-/mosquitto/config/mosquitto.conf}"
