package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of device models and of the codec bench. */
@MessageBundle(value = "dev", locale = "en")
public interface DeviceMessages {
    @Message("Device models")
    String title();

    @Message("What can be connected without writing anything. Install a model, then give it to devices.")
    String lead();

    @Message("Model")
    String model();

    @Message("Measures")
    String measures();

    @Message("Codec")
    String codec();

    @Message("Devices")
    String devices();

    @Message("installed")
    String installed();

    @Message("none needed")
    String noCodec();

    @Message("to be imported")
    String missing();

    @Message(
            "{number} models here need a codec that is not imported yet. The codecs belong to the vendors and are not shipped: get them with")
    String missingHint(int number);

    @Message("Codec bench")
    String bench();

    @Message("Search name, vendor or metric")
    String searchHint();

    @Message("version {number}")
    String version(int number);

    @Message("Kind")
    String shelf();

    @Message("Sends about every")
    String interval();

    @Message("For")
    String suits();

    @Message("Metrics")
    String metrics();

    @Message("Metric")
    String metric();

    @Message("Unit")
    String unit();

    @Message("Plausible")
    String plausible();

    @Message("How the payload is read")
    String mapping();

    @Message("Field")
    String field();

    @Message("Becomes")
    String becomes();

    @Message("Scaled")
    String scaled();

    @Message("It sends the metrics under these names: no codec and no mapping.")
    String noMapping();

    @Message("Install")
    String install();

    @Message("Update")
    String update();

    @Message("Id of the profile")
    String profileId();

    @Message("Another id lets the same model stand in different places with different settings.")
    String profileHint();

    @Message("Report {metric} as")
    String reportAs(String metric);

    @Message("Installed as {id}. Devices with this profile: {devices}.")
    String installedAs(String id, String devices);

    @Message("Your role can read models but not install them.")
    String readOnly();

    @Message("Try a codec on payloads: nothing here reaches the readings.")
    String benchLead();

    @Message("No codec is stored yet. Import them from a checkout of a public device repository:")
    String noCodecs();

    @Message("Show")
    String show();

    @Message("Choose a codec")
    String choose();

    @Message("Decode a payload")
    String decodeTitle();

    @Message("Payload in hex")
    String payload();

    @Message("fPort")
    String port();

    @Message("Read as")
    String readAs();

    @Message("Decode")
    String decode();

    @Message("Readings")
    String readings();

    @Message("Decoded")
    String decoded();

    @Message("Nothing: {reason}")
    String failed(String reason);

    @Message("implausible")
    String implausible();

    @Message("No profile uses this codec, so nothing becomes a reading.")
    String noProfile();

    @Message("None of these fields becomes a reading.")
    String noReading();

    @Message("Last payloads of its devices")
    String samples();

    @Message("No payload has come from a device with this codec.")
    String noSamples();

    @Message("and {number} more")
    String moreSamples(int number);

    @Message("Device")
    String device();

    @Message("Time")
    String time();

    @Message("New version")
    String newVersion();

    @Message("First version")
    String firstVersion();

    @Message("Id of the codec")
    String codecId();

    @Message("Script")
    String source();

    @Message("Paste the vendor's script, or choose its file")
    String sourceHint();

    @Message("What is new in it")
    String note();

    @Message("Compare with the last payloads")
    String compare();

    @Message("Apply this version")
    String apply();

    @Message("{samples} payloads compared: {same} come out the same, {different} differently.")
    String compared(int samples, int same, int different);

    @Message("{number} gave something and give nothing with the new version.")
    String failing(int number);

    @Message("Nothing to compare with: no payload is kept. The script loads.")
    String nothingToCompare();

    @Message("Now")
    String before();

    @Message("With the new version")
    String after();

    @Message("Fields")
    String fields();

    @Message("Versions")
    String versions();

    @Message("Comparing")
    String comparing();
}
