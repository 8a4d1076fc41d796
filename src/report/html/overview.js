/* The first screen: what depends on Llama, what each target costs, and where the cost is. */

function drawRun() {
  const { scan, tool, ruleset } = report;
  const revision = scan.revision ? ` @ ${scan.revision.slice(0, 7)}` : '';
  replace('run', `${scan.root}${revision} · today ${scan.today} · rules as of ${ruleset.as_of}`);
  replace('made', `llama-audit ${tool.version} · ${number(ruleset.rules)} rules, ` +
    `${number(ruleset.models)} models · digest ${ruleset.digest}` +
    (scan.config ? ` · configuration ${scan.config}` : '') +
    (scan.reproducible ? '' : ' · a clock cut in: the next run may differ'));
}

function tile(value, text, filter) {
  const content = [el('strong', {}, number(value)), ' ', el('span', {}, text)];
  return filter
    ? el('li', {}, el('a', { href: hashOf({ ...emptyState(), ...filter }), class: 'tile' }, content))
    : el('li', { class: 'tile' }, content);
}

function drawHeadline() {
  const { summary, coverage, models } = report;
  const retired = dependencies.filter((finding) => finding.retirement);
  replace('headline',
    report.scan.partial && el('p', { class: 'notice' },
      'A partial report: the audit was given up before its end.'),
    (summary.failing > 0 || summary.over_points || summary.missing_coverage) && el('p', { class: 'notice' }, 'The check failed: ',
      [summary.failing > 0 && `${plural(summary.failing, 'finding', 'findings')} at or above ${summary.fail_on}`,
        summary.over_points && `more than ${plural(summary.max_points, 'point', 'points')}`,
        summary.missing_coverage && `coverage is required, but there is '${summary.missing_coverage}' in the ledger`]
        .filter(Boolean).join('; '), '.'),
    summary.dependencies === 0
      ? el('p', { class: 'lead' }, `No Llama dependency in ${plural(coverage.files_scanned, 'file', 'files')}.`)
      : el('p', { class: 'lead' }, plural(summary.dependencies, 'dependency', 'dependencies'), ' on ',
        plural(models.length, 'Llama model', 'Llama models'), ` in ${number(summary.files_with_dependencies)} of `,
        plural(coverage.files_scanned, 'file', 'files')),
    (report.postures ?? []).length > 0 && el('p', { id: 'postures' }, 'Run as ',
      report.postures.map((posture, i) => [i > 0 && ', ', `${posture.name} ${number(posture.dependencies)} `,
        el('code', {}, `${posture.path}:${posture.line}`)]), '.'),
    el('ul', { class: 'tiles' },
      SEVERITIES.map((severity) => tile(summary.by_severity[severity], severity, { severity })),
      tile(summary.unresolved_selections, 'chosen at run time'),
      tile(summary.engines, 'engine lines', { kind: 'engine' }),
      tile(summary.mentions, 'mentions', { kind: 'mention' })),
    retired.length > 0 && [
      el('h3', {}, 'Retired or retiring on their host'),
      shortList(retired, 5, (finding) => [el('strong', {}, finding.retirement), ' ', findingLink(finding),
        ' ', el('code', {}, finding.evidence)])]);
}

function targetRow(target, max) {
  const chosen = target.id === state.target;
  const id = `choose-${target.rank}`;
  const choice = el('input', {
    type: 'radio', name: 'target', id, value: target.id, change: () => setState({ target: target.id }),
  });
  choice.checked = chosen;
  return el('tr', { class: chosen ? 'chosen' : null, 'data-target': target.id },
    el('th', { scope: 'row' }, el('label', { for: id }, choice, ` ${target.rank}. ${target.name}`)),
    el('td', { class: `number blockers ${target.blockers ? 'bad' : 'good'}`, 'data-label': 'Blockers' },
      number(target.blockers)),
    el('td', { class: 'picture' }, rangePicture(target.points, max)),
    el('td', { class: 'number points', 'data-label': 'Points' }, range(target.points)),
    el('td', { class: 'reason' }, target.reasons.map((reason) => el('div', {}, reason))));
}

function stayRow(max) {
  const { points, reason } = report.stay;
  return el('tr', { class: 'staying' },
    el('th', { scope: 'row' }, el('a', { href: '#stay' }, 'Stay on Llama')),
    el('td', { class: 'number blockers', 'data-label': 'Blockers' }, '–'),
    el('td', { class: 'picture' }, rangePicture(points, max)),
    el('td', { class: 'number points', 'data-label': 'Points' }, range(points)),
    el('td', { class: 'reason' }, reason));
}

function drawMatrix() {
  if (report.summary.dependencies === 0) return;
  const max = Math.max(...report.targets.map((target) => target.points.high), report.stay.points.high);
  const byKeyboard = document.activeElement?.name === 'target';
  const heads = ['Target', 'Blockers', `0 to ${number(max)} points`, 'Low · likely · high', 'What decides'];
  replace('matrix',
    el('h3', {}, 'What each target costs'),
    el('table', { class: 'matrix' },
      el('thead', {}, el('tr', {}, heads.map((head, i) => el('th',
        { scope: 'col', class: i === 1 || i === 3 ? 'number' : null }, head)))),
      el('tbody', {}, report.targets.map((target) => targetRow(target, max)), stayRow(max))),
    el('p', { class: 'quiet' }, 'Points, not days: 1 a string, 3 a contained change, 5 a component, ' +
      '7 a subsystem. The bar goes from low to high, the mark is the likely sum.'));
  if (byKeyboard) document.querySelector('.matrix :checked').focus({ preventScroll: true });
}

/* Own edits by `keyOf`, then the shared work in one row: together the target's likely points. */
function drawSums(id, name, keyOf, linkOf) {
  const heads = [name, 'Likely points', 'Points', 'Places'];
  const sums = sumBy(dependencies, state.target, keyOf);
  const shared = report.work_items.filter((item) => pointsOf(item, state.target).high > 0);
  const rows = sums.map((sum) => ({
    name: el('a', { href: linkOf(sum.key) }, sum.key),
    value: sum.likely,
    note: number(sum.count),
  }));
  const sharedLikely = shared.reduce((sum, item) => sum + pointsOf(item, state.target).likely, 0);
  rows.push({
    name: el('a', { href: '#work' }, 'shared work'), value: sharedLikely, note: number(shared.length), className: 'shared',
  });
  const all = el('div', { class: 'chart' },
    barTable(`Cost by ${name.toLowerCase()} for ${targetById.get(state.target).name}`, heads, rows.slice(0, 12)),
    rows.length > 12 && el('details', {}, el('summary', {}, `${rows.length - 12} more`),
      barTable('', heads, rows.slice(12))),
    el('p', { class: 'quiet sum' }, 'Together ',
      el('strong', {}, number(rows.reduce((sum, row) => sum + row.value, 0))), ' likely points.'));
  replace(id, all);
}

/* Each component as if it moved alone: work that two of them share is in both. */
function drawComponents() {
  const components = report.components ?? [];
  if (components.length < 2) return;
  const costIn = (component) => component.targets.find((target) => target.id === state.target);
  const max = Math.max(...components.map((component) => costIn(component)?.points.high ?? 0));
  replace('by-component', table({
    caption: `Each component alone, for ${targetById.get(state.target).name}`,
    heads: ['Component', `0 to ${number(max)} points`, 'Low · likely · high', 'Blocked', 'Places'],
    numeric: [2, 3, 4],
    className: 'cards components',
    rows: components.filter(costIn).map((component) => {
      const { points, blocked } = costIn(component);
      const link = el('a', { href: hashOf({ ...emptyState(), path: component.path }) }, component.path || TOP);
      return [link, rangePicture(points, max), range(points), number(blocked), number(component.dependencies)];
    }),
  }), el('p', { class: 'quiet' }, 'Work that components share is in each of them, so together they are more than the ' +
    'whole.'));
}

function drawCharts() {
  if (report.summary.dependencies === 0) return;
  drawSums('by-category', 'Category', (finding) => finding.category,
    (category) => hashOf({ ...emptyState(), category }));
  drawSums('by-folder', 'Folder', topFolder,
    (folder) => hashOf({ ...emptyState(), path: folder === TOP ? '' : folder }));
  drawComponents();
}
