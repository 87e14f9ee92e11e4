package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of data quality. */
@MessageBundle(value = "dq", locale = "en")
public interface QualityMessages {
    @Message("Data quality")
    String title();

    @Message("What devices send that cannot be used as it is; the worst first")
    String subtitle();

    @Message("Period")
    String period();

    @Message("Today")
    String today();

    @Message("Last {days} days")
    String lastDays(int days);

    @Message("Estates")
    String byEstate();

    @Message("Devices")
    String byDevice();

    @Message("{flawed} of {devices} devices")
    String devicesFlawed(int flawed, int devices);

    @Message("Affected")
    String share();

    @Message("Readings")
    String readings();

    @Message("What is wrong")
    String flaws();

    @Message("What to do")
    String todo();

    @Message("Device")
    String device();

    @Message("newest reading {time}")
    String newest(String time);

    @Message("nothing is wrong")
    String nothingWrong();

    @Message("No device has reported in this period.")
    String nobody();

    @Message("{shown} of {total} devices are shown.")
    String shown(int shown, int total);

    @Message("The reasons, and what to do about them")
    String reasons();

    @Message("Reason")
    String reason();

    @Message("What it means")
    String meaning();

    @Message("Days are those of UTC, counted when readings arrive; counts are at most some minutes old.")
    String note();
}
