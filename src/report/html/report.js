'use strict';
/* The report inside the page, and questions that several parts of the page ask of it. The page
 * sums, filters and sorts numbers that stand in the report; it makes none of its own. */

/* The reverse of src/report/pack.c: arrays that start with a number are not what they seem. */
function unpack(packed) {
  const shared = [];
  const value = (part) => {
    if (!Array.isArray(part)) return part;
    const [head, ...rest] = part;
    if (head < 0) return shared[-head - 1];
    if (head === 0) return rest.map(value);
    return Object.fromEntries(packed.shapes[head - 1].map((key, i) => [key, value(rest[i])]));
  };
  for (const part of packed.shared) shared.push(value(part));
  return value(packed.value);
}

const report = unpack(JSON.parse(document.getElementById('report').textContent));

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];
const TOP = '(top)';
const NO_POINTS = { low: 0, likely: 0, high: 0 };

/* Findings that are alike share a fingerprint: a number tells the second from the first. */
function giveKeys(findings) {
  const seen = new Map();
  for (const [index, finding] of findings.entries()) {
    const count = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, count);
    finding.key_in_page = finding.fingerprint + (count > 1 ? `~${count}` : '');
    finding.index = index;
  }
}

giveKeys(report.findings);

const dependencies = report.findings.filter((finding) => finding.kind === 'dependency');
const findingByKey = new Map(report.findings.map((finding) => [finding.key_in_page, finding]));
const targetById = new Map(report.targets.map((target) => [target.id, target]));
const modelById = new Map(report.models.map((model) => [model.id, model]));
const workById = new Map(report.work_items.map((item) => [item.id, item]));

/* Who shares in each piece of work; fingerprints in work_items can stand for several findings. */
const sharersById = new Map(report.work_items.map((item) => [item.id, []]));
for (const finding of report.findings) {
  for (const id of finding.work_items) sharersById.get(id)?.push(finding);
}

function costOf(thing, target) {
  return thing.costs.find((cost) => cost.target === target);
}

function pointsOf(thing, target) {
  return costOf(thing, target)?.points ?? NO_POINTS;
}

function isBlocked(finding, target) {
  return Boolean(costOf(finding, target)?.blocker);
}

/* Terms at the finding's own place come without it. */
function placeOf(term, finding) {
  return term.here ? finding : term;
}

/* What falls first under a target: blockers, then cost alone, then the own edit. */
function byCost(target) {
  const rank = (finding) => {
    const cost = costOf(finding, target);
    return cost ? [cost.blocker ? 1 : 0, cost.stand_alone.likely, cost.points.likely] : [0, -1, -1];
  };
  const ranks = new Map(report.findings.map((finding) => [finding, rank(finding)]));
  return (a, b) => {
    const [left, right] = [ranks.get(a), ranks.get(b)];
    for (let i = 0; i < left.length; i++) {
      if (left[i] !== right[i]) return right[i] - left[i];
    }
    return a.index - b.index;
  };
}

/* Sums of likely points and counts, by what `keyOf` says of each thing; largest first. */
function sumBy(things, target, keyOf) {
  const sums = new Map();
  for (const thing of things) {
    const key = keyOf(thing);
    const sum = sums.get(key) ?? { key, likely: 0, count: 0 };
    sum.likely += pointsOf(thing, target).likely;
    sum.count += 1;
    sums.set(key, sum);
  }
  return [...sums.values()].sort((a, b) => b.likely - a.likely || b.count - a.count);
}

/* The folders that all of the paths are in, with the last slash. */
function commonFolder(paths) {
  let common = paths[0] ?? '';
  for (const path of paths) {
    while (!path.startsWith(common) || (common && !common.endsWith('/'))) {
      common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1);
    }
  }
  return common;
}

const sharedFolder = commonFolder(dependencies.map((finding) => finding.path));

/* The first folder in which dependencies differ. */
function topFolder(finding) {
  const slash = finding.path.indexOf('/', sharedFolder.length);
  return slash < 0 ? sharedFolder || TOP : finding.path.slice(0, slash + 1);
}

/* The values that occur in a field, in order of the alphabet, without null. */
function valuesOf(field) {
  const values = new Set(report.findings.map((finding) => finding[field]));
  values.delete(null);
  return [...values].sort();
}
