// The picture of docs/reports.md: the first screen of an HTML report.
// Usage: llama-audit --today 2026-11-21 -f html=/tmp/report.html samples/monorepo
//        node picture.mjs /tmp/report.html ../../docs/report.png CHROMIUM
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [, , htmlPath, pngPath, executablePath] = process.argv;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1100, height: 640 }, colorScheme: 'light' });
await page.goto(pathToFileURL(htmlPath).href);
await page.screenshot({ path: pngPath });
await browser.close();
