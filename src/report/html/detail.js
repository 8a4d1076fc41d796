/* One finding: the evidence, what is known of the place, and the arithmetic of its cost. */

/* The line with the matched text marked in it. */
function markedSnippet(finding) {
  const { snippet, evidence } = finding;
  const at = evidence ? snippet.indexOf(evidence) : -1;
  if (at < 0) return el('pre', {}, el('code', {}, snippet));
  return el('pre', { tabindex: 0 }, el('code', {}, snippet.slice(0, at), el('mark', {}, evidence),
    snippet.slice(at + evidence.length)));
}

function facts(pairs) {
  return el('dl', {}, pairs.filter(([, value]) => value && value.length !== 0)
    .map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

function lastChange({ uncommitted, date, author, commit, or_earlier: orEarlier }) {
  if (uncommitted) return 'not committed';
  return [date, orEarlier ? ' or earlier' : ` by ${author}`, ' ', el('code', {}, commit.slice(0, 9))];
}

function findingFacts(finding) {
  const model = finding.model && (modelById.get(finding.model)?.name ?? finding.model);
  return facts([
    ['Model', model], ['Host', finding.host], ['Variant', finding.variant],
    ['Quantisation', finding.quantisation], ['Ends', finding.retirement], ['Category', finding.category],
    ['Where', finding.where], ['Owners', finding.owners?.join(', ')], ['Key', finding.key], ['In', finding.symbol], ['Language', finding.language],
    ['Confidence', finding.confidence], ['Changed', finding.blame && lastChange(finding.blame)],
    ['Note', finding.note], ['Rule', el('code', {}, finding.rule_id)],
    ['Also seen by', finding.also.join(', ')], ['Fingerprint', el('code', {}, finding.fingerprint)],
  ]);
}

function blockerText(blocker, finding) {
  const place = placeOf(blocker, finding);
  return el('p', { class: 'notice' }, el('strong', {}, 'Blocked: '), blocker.text, ' ', placeLink(place.path, place.line),
    blocker.way_round && el('span', {}, ` Way round: ${blocker.way_round}.`));
}

function termTable(cost, finding) {
  const cells = (points) => [number(points.low), number(points.likely), number(points.high)];
  const rows = cost.terms.map((term) => {
    const place = placeOf(term, finding);
    return [el('span', {}, el('code', {}, term.change)),
      [term.text, place !== finding && place.path && [' ', placeLink(place.path, place.line)],
        term.source && el('span', { class: 'quiet' }, ` (${term.source})`)],
      ...cells(term.points)];
  });
  rows.push(['Sum', 'the own edit of this place', ...cells(cost.points)]);
  return table({ heads: ['Change', 'Why', 'Low', 'Likely', 'High'], numeric: [2, 3, 4], className: 'terms', rows });
}

function costParts(finding, cost) {
  return [
    cost.blocker && blockerText(cost.blocker, finding),
    el('p', {}, cost.equivalent
      ? ['To ', el('strong', {}, cost.equivalent), cost.equivalent_reason && `: ${cost.equivalent_reason}.`]
      : 'No equivalent is needed or known.'),
    termTable(cost, finding),
    el('p', { class: 'quiet' }, 'If it were the only finding, with the shared work in full: ', range(cost.stand_alone),
      ' points.'),
  ];
}

function arithmetic(finding) {
  const chosen = costOf(finding, state.target);
  if (!chosen) return null;
  const others = report.targets.map((target) => target.id).filter((id) => id !== state.target);
  return [
    el('h4', {}, `Cost for ${targetById.get(state.target).name}`), costParts(finding, chosen),
    others.map((id) => {
      const cost = costOf(finding, id);
      return cost && el('details', {},
        el('summary', {}, `${targetById.get(id).name}: ${cost.blocker ? 'blocked, ' : ''}` +
          `${number(cost.points.likely)} here, ${number(cost.stand_alone.likely)} alone`),
        costParts(finding, cost));
    }),
  ];
}

function furtherPlaces(finding) {
  if (finding.references.length < 2) return null;
  return [el('h4', {}, 'All places of this finding'),
    shortList(finding.references, 8, (place) => [placeLink(place.path, place.line), ' ', el('code', {}, place.evidence)])];
}

function sharedWork(finding) {
  if (finding.work_items.length === 0) return null;
  return [el('h4', {}, 'Shares in'), el('ul', {}, finding.work_items.map((id) => workById.get(id)).filter(Boolean)
    .map((item) => el('li', {}, item.title, ' ', range(pointsOf(item, state.target)))))];
}

function closeDetail() {
  const { finding } = state;
  setState({ finding: '' });
  byId('list').querySelector(`[data-key="${CSS.escape(finding)}"]`)?.focus();
}

function drawDetail() {
  const finding = findingByKey.get(state.finding);
  byId('detail').hidden = !finding;
  if (!finding) {
    replace('detail');
    return;
  }
  replace('detail',
    el('div', { class: 'detail-head' },
      el('h3', { tabindex: -1, id: 'detail-title' }, finding.title),
      el('button', { type: 'button', click: closeDetail }, 'Close')),
    el('p', {}, finding.kind === 'dependency' ? badge(finding.severity) : badge(finding.kind), ' ',
      placeLink(finding.path, finding.line)),
    markedSnippet(finding),
    finding.kind === 'dependency' && finding.severity_reason && el('p', {}, finding.severity_reason),
    findingFacts(finding), arithmetic(finding), sharedWork(finding), furtherPlaces(finding));
}
