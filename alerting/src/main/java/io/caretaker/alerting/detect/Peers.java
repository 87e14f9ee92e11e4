package io.caretaker.alerting.detect;

/**
 * The other series of the same metric in the scope, and what they have to say. Asked only when the own value is beyond its
 * limit, so their number does not matter to ordinary readings.
 */
final class Peers {
    private final Series[] all;
    private final double[] scales;
    private final Settings settings;

    /** @param scales per series what limits are multiplied with, NaN where it is unknown */
    Peers(Series[] all, double[] scales, Settings settings) {
        this.all = all;
        this.scales = scales;
        this.settings = settings;
    }

    boolean allow(Series own) {
        double share = settings.value("peer_share");
        if (share > 0 && shareBeyond(own, settings.limit()) < share) {
            return false;
        }
        double veto = settings.value("veto_share");
        return !(veto > 0) || !(shareBeyond(own, settings.value("veto_limit")) >= veto);
    }

    /** NaN when no peer has reported lately: nothing speaks for or against. */
    private double shareBeyond(Series own, double limit) {
        int reporting = 0;
        int beyond = 0;
        for (int i = 0; i < all.length; i++) {
            Series peer = all[i];
            if (peer == own || !peer.known() || Double.isNaN(scales[i]) || silent(peer, own.time)) {
                continue;
            }
            reporting++;
            if (settings.above() ? peer.value > limit * scales[i] : peer.value < limit * scales[i]) {
                beyond++;
            }
        }
        return reporting == 0 ? Double.NaN : (double) beyond / reporting;
    }

    private static boolean silent(Series peer, long now) {
        return now - peer.time > 3 * peer.device.interval;
    }
}
