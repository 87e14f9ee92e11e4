package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of devices and files of the registry. */
@MessageBundle(value = "reg", locale = "en")
public interface RegistryMessages {
    @Message("Devices")
    String title();

    @Message("{number} devices")
    String count(int number);

    @Message("Import")
    String importTitle();

    @Message("Export")
    String export();

    @Message("Devices (CSV)")
    String exportDevices();

    @Message("Assets (CSV)")
    String exportAssets();

    @Message("Everything (JSON)")
    String exportAll();

    @Message("Id, address or asset")
    String searchHint();

    @Message("Profile")
    String profile();

    @Message("All profiles")
    String allProfiles();

    @Message("Not heard for")
    String silence();

    @Message("any time")
    String anyTime();

    @Message("Battery")
    String battery();

    @Message("any")
    String any();

    @Message("Device")
    String device();

    @Message("Asset")
    String asset();

    @Message("Last heard")
    String lastHeard();

    @Message("State")
    String state();

    @Message("Signal")
    String signal();

    @Message("No device fits. Loosen the filter.")
    String noDevice();

    @Message("Next page")
    String next();

    @Message("First page")
    String first();

    @Message("What was last heard")
    String twin();

    @Message("Connection")
    String connection();

    @Message("since {time}")
    String since(String time);

    @Message("Protocol")
    String protocol();

    @Message("Address")
    String address();

    @Message("Firmware")
    String firmware();

    @Message("Last status message")
    String status();

    @Message("unknown")
    String unknown();

    @Message("never")
    String never();

    @Message("Refused messages")
    String letters();

    @Message("Nothing of this device was refused.")
    String noLetters();

    @Message("got {value}, expected {expected}")
    String gotExpected(String value, String expected);

    @Message("nothing")
    String nothing();

    @Message("Access")
    String access();

    @Message("It has a token. Nobody can read it again; a new one can be given.")
    String hasToken();

    @Message("It has no token: it is let in nowhere.")
    String noToken();

    @Message("Its old token works until {time}.")
    String oldUntil(String time);

    @Message("Old token works for another")
    String grace();

    @Message("no time: it ends at once")
    String graceNone();

    @Message("Give a new token")
    String rotate();

    @Message("Take the token away")
    String revoke();

    @Message("The device is cut off at once, on every open connection.")
    String revokeSure();

    @Message("The new token, shown this once")
    String newToken();

    @Message(
            "Copy it into the device now. Only its fingerprint is kept here; once you leave this page nobody can show it again.")
    String newTokenHint();

    @Message("About the device")
    String facts();

    @Message("Expected every")
    String interval();

    @Message("Other addresses")
    String addresses();

    @Message("What was done")
    String history();

    @Message("Nothing yet.")
    String noHistory();

    @Message("Import a file")
    String importHead();

    @Message(
            "CSV of devices or assets as a spreadsheet saves it, or a registry document as JSON. A file is stored as a whole or not at all: check it first.")
    String importIntro();

    @Message("File")
    String file();

    @Message("The rows are")
    String kind();

    @Message("told by the columns")
    String kindAuto();

    @Message("devices")
    String kindDevices();

    @Message("assets")
    String kindAssets();

    @Message("Check")
    String check();

    @Message("Checking …")
    String checking();

    @Message("Import now")
    String apply();

    @Message("{number} errors: nothing was stored")
    String errors(int number);

    @Message("Line")
    String line();

    @Message("Column")
    String field();

    @Message("Stands there")
    String value();

    @Message("Expected")
    String expected();

    @Message("The first {number} are shown. Mend these and check again.")
    String moreErrors(int number);

    @Message("The file is valid")
    String valid();

    @Message("Nothing would change: the registry holds all of it already.")
    String nothingToDo();

    @Message("Read as {encoding}")
    String encoding(String encoding);

    @Message("new")
    String added();

    @Message("changed")
    String changed();

    @Message("as they are")
    String unchanged();

    @Message("Stored")
    String stored();

    @Message("Tokens of the {number} new devices, shown this once")
    String tokens(int number);

    @Message("Save them now: only fingerprints are kept here.")
    String tokensHint();

    @Message("Save as CSV")
    String saveTokens();

    @Message("Columns")
    String columns();

    @Message("The easiest beginning is an export: change it in a spreadsheet and import it again.")
    String columnsHint();

    @Message("Grey columns may be left out.")
    String optional();

    @Message("Commands")
    String commands();

    @Message("No command was sent to this device.")
    String noCommands();

    @Message("Command")
    String command();

    @Message("Value")
    String commandValue();

    @Message("if it takes one")
    String commandValueHint();

    @Message("Send")
    String send();

    @Message("two people")
    String twoPeople();

    @Message("Commands marked \u26A0 move water or machines: somebody else has to confirm them within 15 minutes.")
    String safetyHint();

    @Message("Confirm")
    String confirm();

    @Message("Take back")
    String cancel();

    @Message("Enrolment keys")
    String keys();

    @Message("With a key, new devices of one profile register themselves in one estate.")
    String keysIntro();

    @Message("The key, shown this once")
    String newKey();

    @Message("Give it to whoever installs the devices. Only its fingerprint is kept here.")
    String newKeyHint();

    @Message("Make a key")
    String makeKey();

    @Message("Devices at most")
    String keyCount();

    @Message("Valid for days")
    String keyDays();

    @Message("No keys yet.")
    String noKeys();

    @Message("Registered")
    String keyUsed();

    @Message("Valid until")
    String keyUntil();

    @Message("Made by")
    String keyBy();

    @Message("Revoke")
    String revokeKey();

    @Message("Make a claim code")
    String makeCode();

    @Message("Claim code, shown this once")
    String newCode();

    @Message(
            "Whoever installs the device exchanges it for the token, once, within 7 days. The device's present token ends then.")
    String newCodeHint();
}
