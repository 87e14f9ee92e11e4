# syntax=docker/dockerfile:1
# Caretaker: builds the service with a JDK, runs it with a JRE as a user of its own.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    ./mvnw -B -ntp -q package -pl service -am -DskipTests

FROM eclipse-temurin:25-jre
# The health check asks with curl.
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --system --gid 10001 caretaker \
 && useradd --system --uid 10001 --gid caretaker --home-dir /data --no-create-home caretaker \
 && install -d -o caretaker -g caretaker -m 0750 /data

WORKDIR /opt/caretaker
# Seldom changed layers first: libraries, then the application.
COPY --from=build /src/service/target/quarkus-app/lib/ lib/
COPY --from=build /src/service/target/quarkus-app/*.jar ./
COPY --from=build /src/service/target/quarkus-app/app/ app/
COPY --from=build /src/service/target/quarkus-app/quarkus/ quarkus/
COPY LICENSE ./

ENV CARETAKER_DATA_DIR=/data \
    QUARKUS_HTTP_HOST=0.0.0.0 \
    JAVA_OPTS=""
VOLUME /data
# HTTP (console, API, health, metrics), MQTT, and what is closed unless a setting opens it: CoAP, GB/T 26875.3.
EXPOSE 8080 1883 5683/udp 5684/udp 26875
USER caretaker

HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/q/health/ready"]

# exec: the JVM is process 1 and gets the signal to stop, so that the journal is closed in order.
# The options after JAVA_OPTS: RocksDB and SQLite load native libraries; an exhausted heap ends the process, which is
# then restarted, instead of going on half alive.
ENTRYPOINT ["sh", "-c", "exec java $JAVA_OPTS -XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -jar quarkus-run.jar \"$@\"", "caretaker"]
