package io.caretaker.alerting.incident;

import io.caretaker.model.fault.FaultEvent.FaultRaised;

/**
 * A fault that waits for its cause to show up.
 *
 * @param untilMicros when the waiting ends
 */
record HeldFault(FaultRaised fault, long untilMicros) {
    CauseBook.Onset onset() {
        return new CauseBook.Onset(fault.type(), fault.asset(), fault.onsetMicros());
    }
}
