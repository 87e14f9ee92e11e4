package io.caretaker.alerting.incident.sql;

import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * How far each stage behind the journal has come. Written in the transaction of what the stage wrote, so that neither can
 * be there without the other. Stateless; safe for use by several threads, each with its own handle.
 */
public final class StageOffsets {
    /** The journal offset from which the stage goes on; empty before its first batch. */
    public OptionalLong get(Handle handle, String stage) {
        return handle.createQuery("SELECT next_offset FROM stage_offset WHERE stage = :stage")
                .bind("stage", stage)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    public void put(Handle handle, String stage, long nextOffset) {
        handle.createUpdate("""
                        INSERT INTO stage_offset (stage, next_offset) VALUES (:stage, :nextOffset)
                        ON CONFLICT (stage) DO UPDATE SET next_offset = excluded.next_offset
                        """)
                .bind("stage", stage)
                .bind("nextOffset", nextOffset)
                .execute();
    }
}
