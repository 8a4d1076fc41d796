// Opens the HTML page of a history in Chromium and compares what it shows with the JSON report of
// the same run. Usage: node history.mjs HISTORY.html HISTORY.json CHROMIUM; prints TAP.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [, , htmlPath, jsonPath, executablePath] = process.argv;
const json = JSON.parse(readFileSync(jsonPath, 'utf8'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const address = pathToFileURL(htmlPath).href;
const noise = [];
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

// A page without scripts needs none: `quiet` switches them off. The others are for axe, which the
// policy of the page would not let in.
async function open({ quiet = true, ...options } = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 },
    javaScriptEnabled: !quiet, bypassCSP: !quiet, ...options });
  page.on('console', (message) => noise.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) noise.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return page;
}

const texts = (page, selector) => page.locator(selector).allInnerTexts();
const plain = (text) => text.replaceAll(',', '');

const tests = {
  async 'the headline is that of the report'(page) {
    const [lead] = await texts(page, '#overview .lead');
    assert.match(plain(lead), new RegExp(`^${json.summary.findings_now} dependenc`));
    assert.match(plain(lead), new RegExp(` ${json.summary.models_now} models? today`));
  },

  async 'every month is in the table'(page) {
    const rows = await page.locator('#overview tbody tr').all();
    assert.equal(rows.length, json.months.length);
    for (const [i, month] of json.months.entries()) {
      const cells = (await rows[i].locator('th, td').allInnerTexts()).map(plain);
      assert.ok(cells.includes(month.month), `${cells} is not ${month.month}`);
      for (const name of ['came', 'went', 'there', 'models'])
        assert.ok(cells.includes(String(month[name])), `${month.month}: no ${name} in ${cells}`);
    }
  },

  async 'every model is there with its time'(page) {
    const text = plain(await page.locator('#models').innerText());
    for (const { model, periods } of json.models) {
      assert.ok(text.includes(model), model);
      assert.ok(text.includes(periods[0].from.date), `${model} ${periods[0].from.date}`);
    }
  },

  async 'every place has its commits'(page) {
    const text = await page.locator('#places').innerText();
    for (const dependency of json.dependencies.slice(0, 200)) {
      assert.ok(text.includes(dependency.path), dependency.path);
      for (const { from, to } of dependency.periods ?? []) {
        assert.ok(text.includes(from.commit.slice(0, 9)), from.commit);
        if (to) assert.ok(text.includes(to.commit.slice(0, 9)), to.commit);
      }
    }
  },

  async 'text of the repository stays text'(page) {
    assert.equal(await page.locator('script, img, iframe, object, embed, link, base').count(), 0);
  },

  async 'no sideways scrolling, no finding of axe'() {
    for (const [width, colorScheme] of [[1440, 'light'], [1440, 'dark'], [390, 'light'], [390, 'dark']]) {
      const page = await open({ quiet: false, viewport: { width, height: 900 }, colorScheme });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} pixels too wide at ${width}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map((v) => `${v.impact} ${v.id}: ${v.nodes[0].html.slice(0, 200)}`), [],
        `${width} ${colorScheme}`);
      await page.close();
    }
  },

  async 'the keyboard reaches every link'() {
    const page = await open({ quiet: false });
    const wanted = await page.locator('a[href]:visible, summary:visible').count();
    const reached = new Set();
    for (let i = 0; i < Math.min(wanted, 60) + 5; i++) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => [...document.querySelectorAll('*')]
        .indexOf(document.activeElement)));
    }
    assert.ok(reached.size >= Math.min(wanted, 60), `${reached.size} of ${wanted}`);
    await page.close();
  },

  async 'it prints on a decent number of pages'(page) {
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages >= 1 && pages <= 60, `${pages} pages`);
  },

  async 'it is small'() {
    assert.ok(readFileSync(htmlPath).length < 5e6, 'more than 5 MB');
  },

  async 'no message and no request'() {
    assert.deepEqual(noise, []);
  },
};

console.log(`1..${Object.keys(tests).length}`);
let failed = false;
for (const [name, test] of Object.entries(tests)) {
  const page = await open();
  try {
    await test(page);
    console.log(`ok - ${name}`);
  } catch (error) {
    failed = true;
    console.log(`not ok - ${name}\n${String(error.message).replace(/^/gm, '# ').slice(0, 3000)}`);
  }
  await page.close();
}
await browser.close();
process.exit(failed ? 1 : 0);
