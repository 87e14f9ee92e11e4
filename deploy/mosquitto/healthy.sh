#!/bin/sh
# Succeeds when the broker lets the account in and answers a subscription.
set -eu
umask 077
options="$(mktemp -d)"
trap 'rm -rf "$options"' EXIT
# Read from a file by the client, so that the password appears in no process list.
printf -- '-u %s\n-P %s\n' "$MOSQUITTO_USERNAME" "$MOSQUITTO_PASSWORD" >"$options/mosquitto_sub"
XDG_CONFIG_HOME="$options" mosquitto_sub -h 127.0.0.1 -p "${MOSQUITTO_PORT:-1883}" -t '$SYS/broker/uptime' -C 1 -W 3 >/dev/null
