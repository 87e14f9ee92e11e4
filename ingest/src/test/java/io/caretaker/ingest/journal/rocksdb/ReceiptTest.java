package io.caretaker.ingest.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiptTest {
    @Test
    void whoWaitsIsToldWhenTheLastEntryIsDurable() {
        Receipt receipt = new Receipt(3);
        receipt.durable(7);
        receipt.durable(8);
        assertThat(receipt.appended()).isNotDone();

        receipt.durable(9);

        assertThat(receipt.appended()).isCompletedWithValue(9L);
    }

    @Test
    void oneThatFailedFailsAllEvenWhenTheNextGroupSucceeds() {
        IllegalStateException full = new IllegalStateException("disk full");
        Receipt receipt = new Receipt(2);
        receipt.failed(full);
        assertThat(receipt.appended()).isNotDone();

        receipt.durable(9);

        assertThat(receipt.appended()).isCompletedExceptionally();
        assertThat(receipt.appended().handle((offset, cause) -> cause).join()).isSameAs(full);
    }
}
