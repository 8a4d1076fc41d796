/* What is paid once for many places, what staying asks, and what was looked at. */

function workItem(item, max) {
  const cost = costOf(item, state.target);
  const places = sharersById.get(item.id);
  return el('li', { class: 'work-item' },
    el('h3', {}, item.title),
    el('div', { class: 'work-points' }, rangePicture(cost.points, max), range(cost.points)),
    cost.blocker && blockerText(cost.blocker, {}),
    el('ul', {}, cost.terms.map((term) => el('li', {}, term.text, term.path && [' ', placeLink(term.path, term.line)],
      term.source && el('span', { class: 'quiet' }, ` (${term.source})`)))),
    places.length > 0 && el('details', {},
      el('summary', {}, plural(places.length, 'place', 'places')), shortList(places, 20, findingLink)));
}

function drawWork() {
  const shown = 20;
  const all = report.work_items.filter((item) => costOf(item, state.target));
  const points = (item) => pointsOf(item, state.target);
  const due = all.filter((item) => points(item).high > 0)
    .sort((a, b) => points(b).likely - points(a).likely || points(b).high - points(a).high);
  const max = Math.max(0, ...due.map((item) => points(item).high));
  const edits = dependencies.reduce((sum, finding) => sum + pointsOf(finding, state.target).likely, 0);
  replace('work-list',
    el('p', {}, due.length === 0 ? 'Nothing is shared. ' : `Work for ${targetById.get(state.target).name} that several ` +
      'places share and that is paid once, most first. ',
    'Beside it stand the own edits of the places: ', el('strong', {}, number(edits)), ' likely points in ',
    el('a', { href: hashOf(emptyState()) }, plural(dependencies.length, 'dependency', 'dependencies')), '.'),
    el('ol', { class: 'works' }, due.slice(0, shown).map((item) => workItem(item, max))),
    folded('More', due.slice(shown), (more) => el('ol', { class: 'works', start: shown + 1 },
      more.map((item) => workItem(item, max)))));
}

function stayTable(items) {
  return table({
    heads: ['What', 'Place', 'Low', 'Likely', 'High', 'Also helps a move'],
    numeric: [2, 3, 4],
    className: 'cards',
    rows: items.map((item) => [item.title, placeLink(item.path, item.line), number(item.points.low),
      number(item.points.likely), number(item.points.high), item.helps_migration ? 'yes' : 'no']),
  });
}

function drawStay() {
  const { stay } = report;
  const shown = 20;
  replace('stay-list',
    el('p', {}, 'What this repository would have to do to stay on Llama safely: ', range(stay.points), ' points.'),
    stay.items.length > 0 && stayTable(stay.items.slice(0, shown)),
    folded('More', stay.items.slice(shown), stayTable));
}

function skipTable(skips) {
  return table({
    heads: ['File', 'Reason', 'Effect', 'Detail'],
    className: 'cards',
    rows: skips.map((skip) => [skip.path, skip.reason, skip.effect, skip.detail || '–']),
  });
}

function selectionTable(selections) {
  return table({
    heads: ['Place', 'API', 'Takes its model from', 'As written'],
    className: 'cards',
    rows: selections.map((place) => [placeLink(place.path, place.line), place.api, place.variable || '–',
      el('code', {}, place.expression)]),
  });
}

function folded(title, items, draw, open = false) {
  return items.length > 0 && el('details', { open },
    el('summary', {}, `${title} (${number(items.length)})`), draw(items));
}

function drawCoverage() {
  const { coverage } = report;
  const parsed = Object.entries(coverage.parsed).map(([language, count]) => `${language} ${number(count)}`).join(', ');
  const skipped = Object.entries(coverage.skipped).map(([reason, count]) => `${reason} ${number(count)}`).join(', ');
  replace('coverage-list',
    facts([
      ['Files seen', number(coverage.files_seen)], ['Scanned', number(coverage.files_scanned)],
      ['Parsed', `${number(coverage.files_parsed)}${parsed ? ` (${parsed})` : ''}`],
      ['Read as plain text', number(coverage.files_text)], ['Skipped or in part', skipped || 'none'],
      ['Rules active', number(coverage.rules_active)], ['Rules switched off', coverage.rules_disabled.join(', ')],
    ]),
    el('p', { class: 'quiet' }, 'Files without a word that any rule looks for are scanned, but need no parser.'),
    coverage.notes.map((note) => el('p', { class: 'notice' }, note)),
    folded('Places that choose a model at run time', coverage.unresolved_selections, selectionTable,
      coverage.unresolved_selections.length <= 20),
    folded('Files skipped, or not read as what they are', coverage.skips, skipTable, coverage.skips.length <= 20));
}
