package io.caretaker.alerting.oncall;

import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Writes what must not pass in silence to the log. Safe for use by several threads. */
public final class EscalationLog implements Consumer<EscalationNotice> {
    private static final Logger LOG = Logger.getLogger(EscalationLog.class);

    @Override
    public void accept(EscalationNotice notice) {
        LOG.warnf("escalation notice kind=%s incident=%s detail=%s", notice.kind(), notice.incident(), notice.detail());
    }
}
