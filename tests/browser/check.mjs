// Opens the HTML report in Chromium and compares what it shows with the JSON report of the same
// run. Usage: node check.mjs REPORT.html REPORT.json CHROMIUM; prints TAP.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [, , htmlPath, jsonPath, executablePath] = process.argv;
const json = withEngineRows(JSON.parse(readFileSync(jsonPath, 'utf8')));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const address = pathToFileURL(htmlPath).href;
const dependencies = json.findings.filter((f) => f.kind === 'dependency');
const small = json.findings.length < 200;
const noise = [];

const number = (value) => value.toLocaleString('en-US', { maximumFractionDigits: 1 });
const range = ({ low, likely, high }) => [low, likely, high].map(number).join(' · ');
const cost = (thing, target) => thing.costs.find((c) => c.target === target);

// The page has one row for each engine: the first place, with up to 39 others as its references.
function withEngineRows(report) {
  const first = new Map();
  const places = (f) => f.kind === 'engine' && report.findings.filter((g) => g.kind === 'engine' && g.rule_id === f.rule_id);
  const findings = report.findings.filter((f) => {
    if (f.kind !== 'engine') return true;
    if (first.has(f.rule_id)) return false;
    return first.set(f.rule_id, f);
  });
  for (const row of first.values()) {
    const [, ...others] = places(row);
    if (others.length === 0) continue;
    row.note = `named in ${others.length + 1} places, which can stay`;
    for (const { path, path_bytes, line, evidence } of others.slice(0, 39)) {
      row.references.push({ path, ...(path_bytes && { path_bytes }), line, evidence });
    }
  }
  return { ...report, findings };
}

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

async function open(hash = '', options = {}) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  page.on('console', (message) => noise.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { noise.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) noise.push(`request: ${request.url()}`);
  });
  await page.goto(address + hash);
  return page;
}

const texts = (page, selector) => page.$$eval(selector, (nodes) => nodes.map((n) => n.innerText.trim()));
const found = async (page) => (await page.innerText('#found')).split(' ')[0];
const choose = (page, target) => page.selectOption('#target', target);

// The order that the page promises: blocked first, then cost alone, then the own edit.
function ranked(findings, target) {
  const key = (f) => {
    const c = cost(f, target);
    return c ? [c.blocker ? 1 : 0, c.stand_alone.likely, c.points.likely] : [0, -1, -1];
  };
  return findings.map((f, i) => [f, key(f), i])
    .sort(([, a, i], [, b, k]) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2] || i - k).map(([f]) => f);
}

const tests = {
  async 'the report inside is the JSON report'(page) {
    const inside = await page.evaluate(() => {
      const place = (item, finding) => {
        if (!item?.here) return;
        delete item.here;
        Object.assign(item, { path: finding.path, line: finding.line },
          finding.path_bytes && { path_bytes: finding.path_bytes });
      };
      const copy = structuredClone(report);
      for (const finding of copy.findings) {
        delete finding.key_in_page;
        delete finding.index;
        finding.costs = JSON.parse(JSON.stringify(finding.costs));
        for (const c of finding.costs) [c.blocker, ...c.terms].forEach((item) => place(item, finding));
      }
      return JSON.stringify(copy);
    });
    assert.deepEqual(JSON.parse(inside), json);
  },

  async 'the matrix has the numbers of the report'(page) {
    if (dependencies.length === 0) return;
    for (const target of json.targets) {
      const row = `.matrix tr[data-target="${target.id}"]`;
      assert.equal(await page.innerText(`${row} .points`), range(target.points));
      assert.equal(await page.innerText(`${row} .blockers`), number(target.blockers));
      assert.deepEqual(await texts(page, `${row} .reason div`), target.reasons);
    }
    assert.equal(await page.innerText('.matrix .staying .points'), range(json.stay.points));
  },

  async 'the charts add up to what each target costs'(page) {
    if (dependencies.length === 0) return;
    for (const target of json.targets) {
      await choose(page, target.id);
      const sums = await texts(page, '.charts .sum strong');
      assert.deepEqual(sums, [number(target.points.likely), number(target.points.likely)]);
    }
  },

  async 'components and licences are those of the report'(page) {
    for (const target of json.targets) {
      await choose(page, target.id);
      const points = json.components.length < 2 || dependencies.length === 0 ? []
        : json.components.map((c) => range(c.targets.find((t) => t.id === target.id).points));
      assert.deepEqual(await texts(page, '#by-component .range'), points);
      const wanted = json.licences.filter((l) => l.target === null || l.target === target.id);
      assert.equal((await texts(page, '.licence')).length, wanted.length);
      assert.deepEqual(await texts(page, '.licence tbody th'), wanted.flatMap((l) => l.duties.map((d) => d.title)));
    }
  },

  async 'another target ranks anew'(page) {
    for (const target of json.targets) {
      await choose(page, target.id);
      const order = ranked(dependencies, target.id).slice(0, 50).map((f) => `${f.path}:${f.line}`);
      const shown = await page.$$eval('#list .place', (nodes) => nodes.map((n) => n.textContent));
      assert.deepEqual(shown.map((s) => s.replace(/\\u\{\w+\}/g, '')),
        order.map((s) => s.replace(/[\u0000-\u001f\u200b-\u200f\u202a-\u202e]/g, '')));
      const works = json.work_items.filter((w) => cost(w, target.id)?.points.high > 0)
        .map((w) => cost(w, target.id).points.likely).sort((a, b) => b - a);
      const ranges = await page.$$eval('#work-list .work-points .range', (nodes) => nodes.map((n) => n.textContent));
      assert.deepEqual(ranges.map((r) => r.split(' · ')[1]), works.map(number));
    }
  },

  async 'filters count right'(page) {
    for (const name of ['kind', 'severity', 'category', 'model', 'host', 'where']) {
      await page.click('#clear');
      const values = await page.$$eval(`#filter-${name} option`, (options) => options.map((o) => o.value));
      for (const value of values.slice(0, 12)) {
        await page.selectOption(`#filter-${name}`, value);
        const pool = name === 'kind' ? json.findings : dependencies;
        const wanted = pool.filter((f) => value === '' || value === 'all' || f[name] === value).length;
        assert.equal(await found(page), number(wanted), `${name}=${value}`);
      }
    }
    await page.click('#clear');
    if (dependencies.length === 0) return;
    const { path } = dependencies.at(-1);
    await page.fill('#filter-path', path.toUpperCase());
    assert.equal(await found(page), number(dependencies.filter((f) => f.path.toLowerCase()
      .includes(path.toLowerCase())).length));
    await page.fill('#filter-path', 'no such path anywhere');
    assert.equal(await found(page), '0');
    await page.click('#clear');
    assert.equal(await found(page), number(dependencies.length));
  },

  async 'a finding shows its arithmetic'(page) {
    // Findings that are alike share a fingerprint: the page shows the first of them.
    const firsts = dependencies.filter((f) => json.findings.find((g) => g.fingerprint === f.fingerprint) === f);
    for (const finding of firsts.slice(0, 5)) {
      const target = json.targets.at(-1).id;
      await page.evaluate((hash) => { location.hash = hash; },
        `target=${target}&finding=${finding.fingerprint}`);
      await page.waitForFunction((line) => document.querySelector('#detail .place')?.textContent.endsWith(`:${line}`),
        finding.line);
      const { points, terms } = cost(finding, target);
      const rows = await page.$$eval('#detail > .terms tbody tr',
        (trs) => trs.map((tr) => [...tr.querySelectorAll('.number')].map((td) => td.textContent)));
      const cells = (p) => [p.low, p.likely, p.high].map(number);
      assert.deepEqual(rows, [...terms.map((t) => cells(t.points)), cells(points)]);
      assert.equal(await page.innerText('#detail-title'), finding.title);
    }
  },

  async 'a link to a finding opens it'() {
    const finding = dependencies[0];
    if (!finding) return;
    const page = await open(`#finding=${finding.fingerprint}`);
    assert.equal(await page.innerText('#detail-title'), finding.title);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'detail-title');
    await page.keyboard.press('Escape');
    assert.equal(await page.isVisible('#detail'), false);
    await page.close();
  },

  async 'text of the repository stays text'(page) {
    const tags = await page.evaluate(() => ({
      scripts: document.scripts.length,
      foreign: document.querySelectorAll('img, iframe, object, embed, link, base').length,
    }));
    assert.deepEqual(tags, { scripts: 2, foreign: 0 });
  },

  async 'the keyboard reaches everything'() {
    if (!small) return;
    const page = await open();
    const wanted = await page.evaluate(() => {
      const all = document.querySelectorAll('a[href], button:not(:disabled), select, input, summary');
      return [...all].filter((n) => n.checkVisibility() && !(n.type === 'radio' && !n.checked)).length;
    });
    await page.evaluate(() => {
      window.reached = new Set();
      document.addEventListener('focusin', ({ target }) => {
        if (target.matches('a, button, select, input, summary')) window.reached.add(target);
      });
    });
    for (let i = 0; i < wanted + 20; i++) await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => window.reached.size), wanted);
    await page.close();
  },

  async 'no sideways scrolling, no finding of axe'() {
    for (const [width, colorScheme] of [[1440, 'light'], [390, 'dark']]) {
      const finding = dependencies[0] ? `#finding=${dependencies[0].fingerprint}` : '';
      const page = await open(finding, { viewport: { width, height: 900 }, colorScheme });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${wide} pixels too wide at ${width}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map((v) => `${v.impact} ${v.id}: ${v.nodes[0].html.slice(0, 200)}`), [],
        `${width} ${colorScheme}`);
      await page.close();
    }
  },

  async 'it prints on a decent number of pages'(page) {
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
    assert.ok(pages >= 2 && pages <= 40, `${pages} pages`);
  },

  async 'it is small and quick'() {
    assert.ok(readFileSync(htmlPath).length < 5e6, 'more than 5 MB');
    const page = await open();
    const times = await page.evaluate(() => {
      const timed = (act) => { const start = performance.now(); act(); return performance.now() - start; };
      return {
        search: timed(() => setState({ q: 'llama' })),
        target: timed(() => setState({ target: report.targets.at(-1).id })),
        next: timed(() => setState({ page: 1 })),
      };
    });
    for (const [what, time] of Object.entries(times)) assert.ok(time < 1500, `${what} took ${time} ms`);
    await page.close();
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
