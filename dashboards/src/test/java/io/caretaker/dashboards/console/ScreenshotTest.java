package io.caretaker.dashboards.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Looks at every page with a real browser: desktop and phone, both languages, light and dark. The pictures in
 * {@code target/screenshots} are for people; the test itself fails on script errors, on what the content policy blocks,
 * and on pages wider than a phone.
 */
@QuarkusTest
class ScreenshotTest {
    private static final Path CHROMIUM = Path.of(System.getProperty("caretaker.chromium", "/usr/bin/chromium"));
    private static final Path PICTURES = Path.of("target", "screenshots");

    private static final byte[] WRONG = """
            id,estate,asset,profile,interval,address
            qixia-new-1,qixia,qixia-z1-p5,pipe-pressure,PT5M,
            qixia-new-2,qixia,qixia-z9-p5,pipe-pressure,PT5M,
            qixia new 3,nowhere,qixia-z1-p5,pipe-presure,5 minutes,
            qixia-new-1,qixia,qixia-z1-p5,pipe-pressure,,modbus
            """.getBytes(StandardCharsets.UTF_8);

    private static final Map<String, String> PAGES = new java.util.LinkedHashMap<>();

    static {
        PAGES.put("overview", "/");
        PAGES.put("estate", "/estates/qixia");
        PAGES.put("list", "/estates/wangjiang/assets");
        PAGES.put("asset", "/assets/qixia-z1-p5");
        PAGES.put("incidents", "/incidents");
        PAGES.put("incident", "/incidents/" + PagesTest.path(Happenings.BURST));
        PAGES.put("outage", "/incidents/" + PagesTest.path(Happenings.OUTAGE));
        PAGES.put("tasks", "/tasks");
        PAGES.put("rules", "/rules");
        PAGES.put("rule", "/rules/supply-low-pressure?level=ESTATE&target=qixia");
        PAGES.put("models", "/models?shelf=water");
        PAGES.put("models-installed", "/models");
        PAGES.put("model", "/models/milesight-em500-udl");
        PAGES.put("bench", "/bench?codec=" + Workbench.CODEC);
        PAGES.put("bench-empty", "/bench");
        PAGES.put("devices", "/registry");
        PAGES.put("device", "/registry/devices/qixia-z1-p5.dev");
        PAGES.put("import", "/registry/import");
        PAGES.put("keys", "/registry/keys");
        PAGES.put("quality", "/data-quality");
        PAGES.put("quality-estate", "/data-quality?estate=qixia&days=1");
        PAGES.put("signin", "/sign-in");
        PAGES.put("action", "/a/good");
        PAGES.put("missing", "/nothing/here");
        PAGES.put("meadow", "/estates/meadow");
    }

    @TestHTTPResource("/")
    URL root;

    private record Look(String name, int width, int height, String lang, String theme, boolean phone) {}

    @Test
    void pagesLookRightInARealBrowser() throws Exception {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser at " + CHROMIUM + " (set -Dcaretaker.chromium)");
        Files.createDirectories(PICTURES);
        List<String> problems = new ArrayList<>();
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--disable-background-networking")))) {
            for (Look look : List.of(
                    new Look("desktop-zh-light", 1440, 900, "zh-CN", "light", false),
                    new Look("desktop-en-dark", 1440, 900, "en", "dark", false),
                    new Look("phone-zh-light", 390, 844, "zh-CN", "light", true),
                    new Look("phone-en-dark", 390, 844, "en", "dark", true))) {
                take(browser, look, problems);
            }
        }

        assertThat(problems).isEmpty();
    }

    private void take(Browser browser, Look look, List<String> problems) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(look.width(), look.height())
                .setIsMobile(look.phone())
                .setDeviceScaleFactor(look.phone() ? 2 : 1));
        String origin = root.toString();
        context.addCookies(List.of(
                new Cookie("lang", look.lang()).setUrl(origin), new Cookie("theme", look.theme()).setUrl(origin)));
        Page page = context.newPage();
        String[] at = {""};
        page.onConsoleMessage(m -> {
            if (m.type().equals("error") && !m.text().contains("404")) {
                problems.add(look.name() + " " + at[0] + ": " + m.text() + " " + m.location());
            }
        });
        page.onPageError(e -> problems.add(look.name() + " " + at[0] + ": " + e));
        PAGES.forEach((name, path) -> {
            if (!System.getProperty("caretaker.pages", name).contains(name)) {
                return;
            }
            at[0] = name;
            page.navigate(origin.replaceAll("/$", "") + path);
            page.waitForTimeout(700);
            if (name.equals("import")) {
                page.locator("input[type=file]").setInputFiles(new FilePayload("devices.csv", "text/csv", WRONG));
                page.locator("#import button.primary").first().click();
                page.locator("#result .faults").waitFor();
            }
            if (name.equals("estate")) {
                page.locator("#plan a[href='/assets/qixia-z1-p5']").click();
                page.waitForTimeout(400);
                page.evaluate("window.scrollTo(0, 0)");
            }
            if (name.equals("bench")) {
                page.locator("input[name=payload]").fill("01 75 5a 03 82 5a 08");
                page.locator("#decode button").click();
                page.locator("#decode .outcome").waitFor();
                page.locator("textarea[name=source]").fill("function Decoder(bytes) { return mm(bytes); }");
                page.locator("#newversion input[name=note]").fill("mm");
                page.locator("#newversion .acts button").first().click();
                page.locator("#newversion .trial").waitFor();
            }
            Object wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (((Number) wide).intValue() > 1) {
                problems.add(look.name() + " " + name + ": wider than the screen by " + wide);
            }
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(!name.equals("meadow"))
                    .setPath(PICTURES.resolve(name + "-" + look.name() + ".png")));
        });
        context.close();
    }
}
