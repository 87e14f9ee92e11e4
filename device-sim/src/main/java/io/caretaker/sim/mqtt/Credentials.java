package io.caretaker.sim.mqtt;

/**
 * What a device signs in with: its id as user name, its token as password.
 *
 * @param token secret; never printed
 */
public record Credentials(String estate, String device, String token) {
    /** Where the service learns that the device is there or gone. */
    String statusTopic() {
        return "caretaker/v1/" + estate + "/" + device + "/status";
    }

    @Override
    public String toString() {
        return "Credentials[" + device + "]";
    }
}
