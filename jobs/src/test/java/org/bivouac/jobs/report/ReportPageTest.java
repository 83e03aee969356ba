package org.bivouac.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bivouac.schemas.Catalogue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a real browser. Pictures go into the folder of {@code -Dbivouac.screenshots} when it is given. */
class ReportPageTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static Playwright playwright;
    private static Browser browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void startBrowser() {
        Assumptions.assumeTrue(Files.isExecutable(CHROMIUM), "no " + CHROMIUM);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void stopBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void thePageOpensWithoutScriptErrorsRequestsOrOverflowOnALaptopAndOnAPhone() throws IOException {
        byte[] page = Report.files(RallyFixture.stage(), Catalogue.builtIn()).get("index.html");
        for (int width : new int[] {1400, 390}) {
            Seen seen = open(page, width, "stage");
            assertThat(seen.faults()).isEmpty();
            assertThat(seen.requests()).isEmpty();
            assertThat(seen.overflow()).isZero();
            assertThat(seen.charts()).isGreaterThan(5);
            assertThat(seen.undrawn()).isZero();
        }
    }

    @Test
    void hostileTextsRunNothingAnywhereOnThePage() throws IOException {
        StageData data = RallyFixture.hostile(HostileTexts.all());
        byte[] page = Report.files(data, Catalogue.builtIn()).get("index.html");
        for (int width : new int[] {1400, 390}) {
            Seen seen = open(page, width, null);
            assertThat(seen.faults()).isEmpty();
            assertThat(seen.requests()).isEmpty();
            assertThat(seen.overflow()).isZero();
        }
    }

    private record Seen(List<String> faults, List<String> requests, int overflow, int charts, int undrawn) {}

    private Seen open(byte[] html, int width, String picture) throws IOException {
        Path file = Files.write(folder.resolve("index.html"), html);
        List<String> faults = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        try (Page page = browser.newPage(new Browser.NewPageOptions()
                .setViewportSize(width, 900)
                .setDeviceScaleFactor(picture == null ? 1 : 1.5))) {
            page.onPageError(faults::add);
            page.onConsoleMessage(message -> faults.add(message.text()));
            page.onDialog(dialog -> {
                faults.add("dialog " + dialog.message());
                dialog.dismiss();
            });
            page.onPopup(popup -> faults.add("popup"));
            page.onRequest(request -> {
                if (!request.url().equals(file.toUri().toString())) {
                    requests.add(request.url());
                }
            });
            page.navigate(file.toUri().toString());
            page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
            page.waitForTimeout(400);
            int overflow = ((Number) page.evaluate(
                            "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"))
                    .intValue();
            int charts = ((Number) page.evaluate("document.querySelectorAll('.chart').length")).intValue();
            int undrawn = undrawn(page);
            assertThat(page.evaluate("window.owned")).as("a hostile text ran").isNull();
            picture(page, picture, width);
            page.evaluate(
                    "document.querySelectorAll('.tools button').forEach(b => b.textContent === 'km' && b.click())");
            page.waitForTimeout(100);
            undrawn += undrawn(page);
            return new Seen(faults, requests, overflow, charts, undrawn);
        }
    }

    private static int undrawn(Page page) {
        return ((Number)
                        page.evaluate(
                                "[...document.querySelectorAll('.chart')].filter(c => c.offsetParent && !c.querySelector('canvas')).length"))
                .intValue();
    }

    private static void picture(Page page, String name, int width) throws IOException {
        String target = System.getProperty("bivouac.screenshots", "");
        if (name == null || target.isEmpty()) {
            return;
        }
        Path folder = Files.createDirectories(Path.of(target));
        int height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
        for (int top = 0, part = 1; top < height && part <= 12; top += 1500, part++) {
            page.setViewportSize(width, 1500);
            page.evaluate("top => window.scrollTo(0, top)", top);
            page.waitForTimeout(250);
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(folder.resolve(name + "-" + width + "-" + part + ".png")));
        }
        if (width > 1000) {
            page.pdf(
                    new Page.PdfOptions().setPath(folder.resolve(name + ".pdf")).setPreferCSSPageSize(true));
        }
        Files.writeString(folder.resolve(name + ".html"), page.content(), StandardCharsets.UTF_8);
    }
}
