/* The state of the page, which is also its address: what follows # can be sent to a colleague. */

const state = emptyState();

function emptyState() {
  return {
    target: report.scan.target ?? report.targets[0]?.id ?? '',
    q: '', path: '', kind: 'dependency', severity: '', category: '', model: '', host: '', where: '', owner: '',
    blocked: false, sort: 'cost', page: 0, finding: '',
  };
}

/* Only what differs from the empty state; the page number is left out. */
function hashOf(wanted) {
  const empty = emptyState();
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== empty[name] && name !== 'page') params.set(name, value === true ? 'yes' : value);
  }
  return `#${params.size ? params : 'findings='}`;
}

function readHash() {
  const params = new URLSearchParams(location.hash.slice(1));
  const read = { ...emptyState(), page: state.page };
  for (const name of Object.keys(read)) {
    if (params.has(name) && name !== 'page') read[name] = name === 'blocked' ? true : params.get(name);
  }
  if (!targetById.has(read.target)) read.target = emptyState().target;
  if (!(read.sort in SORTS)) read.sort = 'cost';
  return read;
}

function setState(changes) {
  const before = { ...state };
  Object.assign(state, changes);
  history.replaceState(null, '', hashOf(state));
  draw(before);
}

function changed(before, names) {
  return names.some((name) => before[name] !== state[name]);
}

const LIST_STATE = [...FILTERS.map((filter) => filter.name), 'blocked', 'sort'];

function draw(before) {
  showFilters();
  byId('target').value = state.target;
  if (changed(before, ['target'])) {
    drawMatrix();
    drawCharts();
    drawWork();
    drawLicences();
  }
  if (changed(before, ['target', 'page', 'finding', ...LIST_STATE])) drawFindings();
  if (changed(before, ['target', 'finding'])) drawDetail();
}

/* A hash without = is a section of the page; the browser goes there. */
function followHash() {
  if (location.hash && !location.hash.includes('=')) return;
  const before = { ...state };
  const read = readHash();
  const filtered = LIST_STATE.some((name) => read[name] !== state[name]);
  Object.assign(state, read, filtered ? { page: 0 } : {});
  draw(before);
  if (state.finding && state.finding !== before.finding) byId('detail-title')?.focus();
  else if (location.hash.includes('=')) byId('findings').scrollIntoView();
}

function chooseTheme(event) {
  document.documentElement.dataset.theme = event.target.value;
}

/* On paper the list shows more than a screen does, but no thousands. */
function forPaper(on) {
  pageSize = on ? 200 : 50;
  drawFindings();
}

function start() {
  drawRun();
  replace('target', report.targets.map((target) => el('option', { value: target.id }, target.name)));
  drawFilters();
  drawHeadline();
  drawModels();
  drawStay();
  drawCoverage();
  draw({});
  byId('target').addEventListener('change', (event) => setState({ target: event.target.value }));
  byId('theme').addEventListener('change', chooseTheme);
  byId('list').addEventListener('keydown', walkList);
  byId('detail').addEventListener('keydown', (event) => event.key === 'Escape' && closeDetail());
  window.addEventListener('hashchange', followHash);
  window.addEventListener('beforeprint', () => forPaper(true));
  window.addEventListener('afterprint', () => forPaper(false));
  if (location.hash) followHash();
}

start();
