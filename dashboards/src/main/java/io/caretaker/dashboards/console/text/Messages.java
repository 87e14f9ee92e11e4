package io.caretaker.dashboards.console.text;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Words of the frame around every page and of forms. */
@MessageBundle(value = "msg", locale = "en")
public interface Messages {
    @Message("Caretaker")
    String appName();

    @Message("Overview")
    String overview();

    @Message("Estates")
    String estates();

    @Message("Incidents")
    String incidents();

    @Message("Tasks")
    String tasks();

    @Message("Rules")
    String rules();

    @Message("Models")
    String models();

    @Message("Devices")
    String devices();

    @Message("Data")
    String data();

    @Message("Skip to content")
    String skip();

    @Message("Main")
    String mainNav();

    @Message("All estates")
    String allEstates();

    @Message("Choose an estate")
    String chooseEstate();

    @Message("Simulated time")
    String simulated();

    @Message("Service time")
    String clock();

    @Message("Live")
    String live();

    @Message("Connection lost, trying again")
    String offline();

    @Message("Connecting")
    String connecting();

    @Message("Language")
    String language();

    @Message("Appearance")
    String theme();

    @Message("System")
    String themeAuto();

    @Message("Light")
    String themeLight();

    @Message("Dark")
    String themeDark();

    @Message("Settings")
    String settings();

    @Message("Sign out")
    String signOut();

    @Message("Sign in")
    String signIn();

    @Message("Sign in to Caretaker")
    String signInTitle();

    @Message("This link works once. Press the button to sign in.")
    String signInLinkHint();

    @Message("User name")
    String user();

    @Message("Password")
    String password();

    @Message("User name or password is not right. Please check both and try again.")
    String signInFailed();

    @Message("Looks after water, light, drinking water and fire safety of your estates.")
    String signInHint();

    @Message("Too many attempts. Please wait a minute and try again.")
    String signInTooMany();

    @Message("Apply")
    String apply();

    @Message("Filter")
    String filter();

    @Message("All")
    String all();

    @Message("None")
    String none();

    @Message("Show more")
    String more();

    @Message("Back")
    String back();

    @Message("Search")
    String search();

    @Message("Severity")
    String severity();

    @Message("State")
    String state();

    @Message("Estate")
    String estate();

    @Message("Since")
    String since();

    @Message("Place")
    String place();

    @Message("Nothing here.")
    String nothing();

    @Message("Live updates and charts need JavaScript; everything else works without it.")
    String noScript();

    @Message("Not found")
    String notFoundTitle();

    @Message("There is nothing at this address. It may have been removed, or the link is incomplete.")
    String notFoundText();

    @Message("Not allowed")
    String forbiddenTitle();

    @Message("Your role does not allow this. Ask an administrator if you need it.")
    String forbiddenText();

    @Message("The form was out of date or did not come from this page. Go back, reload and try again.")
    String forbiddenForm();

    @Message("Something went wrong")
    String errorTitle();

    @Message("The service could not answer. It has been recorded; please try again.")
    String errorText();

    @Message("That did not fit")
    String invalidTitle();

    @Message("To the overview")
    String toOverview();

    @Message("Details")
    String details();
}
