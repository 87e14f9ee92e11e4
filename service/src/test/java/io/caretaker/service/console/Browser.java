package io.caretaker.service.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real browser that remembers what went wrong in it: script errors, what the content policy blocked, requests that
 * failed or were answered with an error.
 */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of(System.getProperty("caretaker.chromium", "/usr/bin/chromium"));
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final List<String> problems = new ArrayList<>();
    private final String origin;
    private final Playwright playwright;
    private final BrowserContext context;
    private final Page page;

    private Browser(String origin) {
        this.origin = origin.replaceAll("/$", "");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        context = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")))
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1440, 900));
        page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onConsoleMessage(m -> {
            if (m.type().equals("error")) {
                problems.add(page.url() + ": " + m.text());
            }
        });
        page.onPageError(error -> problems.add(page.url() + ": " + error));
        page.onResponse(answer -> {
            if (answer.status() >= 400) {
                problems.add(page.url() + ": " + answer.status() + " " + answer.url());
            }
        });
        page.onRequestFailed(request -> {
            // Leaving a page ends its stream of events and whatever it was loading.
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                problems.add(page.url() + ": " + request.failure() + " " + request.url());
            }
        });
    }

    /** Skips the test where there is no browser, unless the environment says that there must be one. */
    static Browser open(String origin) {
        boolean there = Files.isExecutable(CHROMIUM);
        if (!there && "true".equals(System.getenv("CARETAKER_REQUIRE_SERVERS"))) {
            throw new AssertionError("CARETAKER_REQUIRE_SERVERS is true, and there is no browser at " + CHROMIUM);
        }
        assumeTrue(there, "no browser at " + CHROMIUM + " (set -Dcaretaker.chromium)");
        return new Browser(origin);
    }

    Page page() {
        return page;
    }

    void speaks(String language) {
        context.addCookies(List.of(new Cookie("lang", language).setUrl(origin)));
    }

    Page goTo(String path) {
        page.navigate(origin + path);
        return page;
    }

    void picture(String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve("console-" + name + ".png")));
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
