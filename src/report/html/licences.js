/* What licences ask for: those of what is in use, with what of it was seen, and those of what would
 * take its place for the chosen target. */

const DUTY_STATES = { found: 'found', missing: 'not found', 'by hand': 'look yourself' };

function dutyState(duty) {
  if (!duty.state) return '–';
  const text = el('span', { class: { found: 'good', missing: 'bad' }[duty.state] }, DUTY_STATES[duty.state]);
  return duty.path ? [text, ' ', placeLink(duty.path, duty.line)] : text;
}

function licence(entry) {
  const inUse = entry.target === null;
  const named = entry.url && /^https?:\/\//.test(entry.url)
    ? el('a', { href: entry.url, rel: 'noopener noreferrer', target: '_blank' }, entry.name)
    : entry.name;
  return el('div', { class: 'licence' },
    el('h4', {}, named, el('span', { class: 'quiet' }, ` ${entry.id} · ${entry.models.join(', ')}`)),
    entry.unverified && el('p', { class: 'notice' }, 'Nobody has read this licence for this list: read it yourself.'),
    entry.duties.length === 0 ? el('p', { class: 'quiet' }, 'No duties are listed.')
      : table({
        heads: inUse ? ['Duty', 'What', 'Here'] : ['Duty', 'What'],
        className: 'cards duties',
        rows: entry.duties.map((duty) => [duty.title, duty.text, ...(inUse ? [dutyState(duty)] : [])]),
      }));
}

function drawLicences() {
  const licences = report.licences ?? [];
  const inUse = licences.filter((entry) => entry.target === null);
  const wanted = licences.filter((entry) => entry.target === state.target);
  if (licences.length === 0) {
    replace('licence-list', el('p', {}, 'No model with a licence of its own is in use.'));
    return;
  }
  replace('licence-list',
    el('p', { class: 'quiet' }, 'What licences ask of those who pass models on or build on them, and what of it was ' +
      'seen in this repository. No legal advice.'),
    inUse.length > 0 && [el('h3', {}, 'Of the models in use'), inUse.map(licence)],
    wanted.length > 0 && [el('h3', {}, `Of what would take their place, ${targetById.get(state.target).name}`),
      wanted.map(licence)]);
}
