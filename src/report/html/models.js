/* The inventory: which models, where they run, under which licence, and until when. */

function sizeText(model) {
  if (!model.params_b) return '–';
  const active = model.active_b && model.active_b !== model.params_b;
  return active ? `${number(model.params_b)}B, ${number(model.active_b)}B active` : `${number(model.params_b)}B`;
}

function licenceText(model) {
  return model.licence ? model.licence.replace(/^LicenseRef-/, '') : '–';
}

function isPast(date) {
  return yearOf(date) <= yearOf(report.scan.today);
}

/* Dates are told apart by how they are known: see date_kind in docs/report.schema.json. */
function retirementText({ host_name: host, date, date_kind: kind }) {
  if (kind === 'gone_by') return `${host}: seen missing on ${date}`;
  if (kind === 'announced') return `${host}: end announced for ${date}`;
  return `${host}: ${isPast(date) ? 'retired' : 'retires'} ${date}`;
}

function modelRow(model) {
  const used = model.retirements.filter((retirement) => retirement.in_use);
  return [
    el('a', { href: hashOf({ ...emptyState(), model: model.id }) }, model.name),
    model.role === 'derived' ? 'derived' : 'original',
    sizeText(model),
    model.context_tokens ? number(model.context_tokens) : '–',
    licenceText(model),
    model.hosts.join(', ') || '–',
    used.length ? used.map((retirement) => el('div', {}, retirementText(retirement))) : '–',
    number(model.dependencies),
    number(model.files),
  ];
}

function modelTable(models, caption) {
  return table({
    caption,
    className: 'models cards',
    numeric: [2, 3, 7, 8],
    heads: ['Model', 'Weights', 'Size', 'Window', 'Licence', 'Hosts in use', 'Ends there', 'Places', 'Files'],
    rows: models.map(modelRow),
  });
}

function drawModels() {
  const shown = 15;
  const { models } = report;
  replace('model-table', models.length === 0
    ? el('p', {}, 'No dependency names a model.')
    : [modelTable(models.slice(0, shown)),
      models.length > shown && el('details', {}, el('summary', {}, `${models.length - shown} more models`),
        modelTable(models.slice(shown)))]);
  drawTimeline(models.filter((model) => model.retirements.length > 0));
}

function drawTimeline(models) {
  if (models.length === 0) return;
  const rows = models.map((model) => ({
    label: model.name,
    from: model.released,
    events: model.retirements.map((retirement) => ({
      date: retirement.date,
      text: retirementText(retirement),
      past: isPast(retirement.date),
      strong: retirement.in_use,
    })),
  }));
  const { axis, track } = timeline(rows, report.scan.today);
  const line = (row) => el('tr', {},
    el('th', { scope: 'row' }, row.label), el('td', { class: 'picture' }, track(row)),
    el('td', { class: 'ends' }, el('details', {},
      el('summary', {}, plural(row.events.length, 'date', 'dates')),
      el('ul', {}, row.events.map((event) => el('li', { class: event.strong ? 'strong' : null },
        event.text, event.strong && ' (in use here)'))))));
  const [first, rest] = [rows.slice(0, 12), rows.slice(12)];
  const part = (some) => el('table', { class: 'timeline' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Model'), el('td', {}, axis.cloneNode(true)),
      el('th', { scope: 'col' }, 'Ends on hosts'))),
    el('tbody', {}, some.map(line)));
  replace('timeline',
    el('h3', {}, 'Life on hosts'),
    el('p', { class: 'quiet' }, 'From release; a dot is a host that ends the model, a large one a host ' +
      'that this repository uses. The vertical line is today.'),
    part(first), rest.length > 0 && el('details', {}, el('summary', {}, `${rest.length} more models`), part(rest)));
}
