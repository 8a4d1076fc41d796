/* The list of findings: filtered, sorted, a page at a time. */

let pageSize = 50;

const FILTERS = [
  { name: 'q', label: 'Text', type: 'search', of: haystack },
  { name: 'path', label: 'Path', type: 'search', of: (finding) => finding.path.toLowerCase() },
  { name: 'kind', label: 'Kind', values: () => valuesOf('kind'), all: null },
  { name: 'severity', label: 'Severity', values: () => SEVERITIES },
  { name: 'category', label: 'Category', values: () => valuesOf('category') },
  { name: 'model', label: 'Model', values: () => valuesOf('model') },
  { name: 'host', label: 'Host', values: () => valuesOf('host') },
  { name: 'where', label: 'Where', values: () => valuesOf('where') },
  { name: 'owner', label: 'Owner', values: ownersOf, has: (finding, owner) => finding.owners?.includes(owner) },
].filter((filter) => filter.name !== 'owner' || ownersOf().length > 0);

function ownersOf() {
  return [...new Set(report.findings.flatMap((finding) => finding.owners ?? []))].sort();
}

const SORTS = { cost: 'cost', severity: 'severity', path: 'path' };

const haystacks = new Map();

/* Everything that a text search looks at, in lower case; made when it is first asked for. */
function haystack(finding) {
  let text = haystacks.get(finding);
  if (text === undefined) {
    const parts = [finding.path, finding.evidence, finding.snippet, finding.title, finding.rule_id, finding.model,
      finding.host, finding.key, finding.symbol, finding.note, finding.retirement];
    text = parts.filter(Boolean).join('\n').toLowerCase();
    haystacks.set(finding, text);
  }
  return text;
}

function fits(finding) {
  return FILTERS.every((filter) => {
    const wanted = state[filter.name];
    if (!wanted || wanted === 'all') return true;
    if (filter.has) return filter.has(finding, wanted);
    return filter.of ? filter.of(finding).includes(wanted.toLowerCase()) : finding[filter.name] === wanted;
  }) && (!state.blocked || isBlocked(finding, state.target));
}

function inOrder(findings) {
  if (state.sort === 'path') return findings;
  const cost = byCost(state.target);
  if (state.sort === 'cost') return findings.sort(cost);
  const rank = (finding) => (finding.kind === 'dependency' ? SEVERITIES.indexOf(finding.severity) : SEVERITIES.length);
  return findings.sort((a, b) => rank(a) - rank(b) || cost(a, b));
}

function field(label, control) {
  return el('label', {}, el('span', {}, label), control);
}

function filterControl(filter) {
  const change = (event) => setState({ [filter.name]: event.target.value, page: 0 });
  if (filter.type) return el('input', { type: filter.type, id: `filter-${filter.name}`, input: change });
  return el('select', { id: `filter-${filter.name}`, change }, el('option', { value: filter.name === 'kind' ? 'all' : '' }, 'all'),
    filter.values().map((value) => el('option', { value }, value)));
}

function drawFilters() {
  const sort = el('select', { id: 'filter-sort', change: (event) => setState({ sort: event.target.value, page: 0 }) },
    Object.entries(SORTS).map(([value, text]) => el('option', { value }, text)));
  const blocked = el('input', {
    type: 'checkbox', id: 'filter-blocked', change: (event) => setState({ blocked: event.target.checked, page: 0 }),
  });
  replace('filters', FILTERS.map((filter) => field(filter.label, filterControl(filter))), field('Sort by', sort),
    el('label', { class: 'check' }, blocked, ' blocked only'),
    el('button', { type: 'button', id: 'clear', click: () => setState({ ...emptyState(), target: state.target }) }, 'Clear'));
  byId('filters').addEventListener('submit', (event) => event.preventDefault());
}

function showFilters() {
  for (const name of [...FILTERS.map((filter) => filter.name), 'sort']) {
    const control = byId(`filter-${name}`);
    if (control.value !== state[name]) control.value = state[name];
  }
  byId('filter-blocked').checked = state.blocked;
}

function findingLink(finding) {
  return el('a', { class: 'place', href: hashOf({ ...state, finding: finding.key_in_page }) },
    `${finding.path}:${finding.line}`);
}

function costText(finding) {
  const cost = costOf(finding, state.target);
  if (!cost) return '';
  return cost.blocker ? 'blocked' : `${number(cost.stand_alone.likely)} pt`;
}

function listItem(finding) {
  const chosen = finding.key_in_page === state.finding;
  const blocked = isBlocked(finding, state.target);
  return el('li', {}, el('a', {
    class: 'row', href: hashOf({ ...state, finding: finding.key_in_page }),
    'aria-current': chosen ? 'true' : null, 'data-key': finding.key_in_page,
  },
  badge(finding.kind === 'dependency' ? finding.severity : finding.kind),
  el('span', { class: 'place' }, `${finding.path}:${finding.line}`),
  el('span', { class: `cost ${blocked ? 'bad' : ''}` }, costText(finding)),
  el('code', { class: 'snippet' }, finding.snippet.trim().slice(0, 300)),
  el('span', { class: 'quiet facts' }, [finding.category, finding.model, finding.host].filter(Boolean).join(' · '))));
}

function pageButton(text, page, pageCount) {
  const off = page < 0 || page >= pageCount;
  return el('button', {
    type: 'button', disabled: off,
    click: () => {
      setState({ page });
      byId('list').querySelector('a')?.focus();
    },
  }, text);
}

function drawPages(count) {
  const pageCount = Math.ceil(count / pageSize);
  replace('pages', pageCount > 1 && el('nav', { class: 'pages', 'aria-label': 'Pages of the list' },
    pageButton('First', state.page > 0 ? 0 : -1, pageCount), pageButton('Previous', state.page - 1, pageCount),
    el('span', {}, `page ${state.page + 1} of ${number(pageCount)}`),
    pageButton('Next', state.page + 1, pageCount),
    pageButton('Last', state.page < pageCount - 1 ? pageCount - 1 : -1, pageCount)));
}

function drawFindings() {
  const found = inOrder(report.findings.filter(fits));
  state.page = Math.min(state.page, Math.max(0, Math.ceil(found.length / pageSize) - 1));
  const start = state.page * pageSize;
  replace('list', found.slice(start, start + pageSize).map(listItem));
  replace('found', `${number(found.length)} of ${plural(report.findings.length, 'finding', 'findings')}`,
    found.length > 0 && `; the points are what each would cost alone for ${targetById.get(state.target).name}`);
  drawPages(found.length);
}

/* The arrow keys walk through the list. */
function walkList(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const item = event.target.closest('li');
  const next = step > 0 ? item?.nextElementSibling : item?.previousElementSibling;
  if (!step || !next) return;
  event.preventDefault();
  next.querySelector('a').focus();
}
