/* Pictures, drawn with coordinates in per cent so that they fit any width. Each has its numbers as
 * text beside it, so they are hidden from screen readers. */

function percent(value, max) {
  return `${max > 0 ? Math.round((1000 * value) / max) / 10 : 0}%`;
}

function picture(height, className, ...children) {
  return svg('svg', { class: className, height, width: '100%', 'aria-hidden': 'true' }, children);
}

/* low to high as a bar, likely as a mark. */
function rangePicture(points, max) {
  return picture(18, 'range-picture',
    svg('rect', { class: 'rail', x: 0, y: 8, width: '100%', height: 2 }),
    svg('rect', {
      class: 'span', x: percent(points.low, max), y: 4, height: 10, rx: 3,
      width: percent(points.high - points.low, max),
    }),
    svg('rect', { class: 'mark', x: percent(points.likely, max), y: 1, height: 16, width: 3, rx: 1 }));
}

function barPicture(value, max, className = '') {
  return picture(12, `bar-picture ${className}`,
    svg('rect', { class: 'rail', x: 0, y: 0, width: '100%', height: 12, rx: 2 }),
    svg('rect', { class: 'value', x: 0, y: 0, width: percent(value, max), height: 12, rx: 2 }));
}

/* A table of names, bars and numbers. rows: { name, value, note, className } */
function barTable(caption, heads, rows) {
  const max = Math.max(0, ...rows.map((row) => row.value));
  return table({
    caption,
    heads,
    numeric: [2, 3],
    className: 'bars',
    rows: rows.map((row) => [row.name, barPicture(row.value, max, row.className), number(row.value),
      row.note]),
  });
}

/* "2026-08-16", "2026-08" or "2026" as a number of years; what is missing counts from its middle. */
function yearOf(date) {
  const [year, month, day] = date.split('-').map(Number);
  if (!month) return year + 0.5;
  return year + (month - 1 + (day ? (day - 1) / 31 : 0.5)) / 12;
}

/* An axis of years and a row for each { label, from, events: [{ date, text, past, strong }] }. */
function timeline(rows, today) {
  const years = rows.flatMap((row) => [row.from, ...row.events.map((event) => event.date)])
    .filter(Boolean).map(yearOf);
  const first = Math.floor(Math.min(...years, yearOf(today)));
  const last = Math.ceil(Math.max(...years, yearOf(today)) + 0.05);
  const x = (date) => percent((typeof date === 'string' ? yearOf(date) : date) - first, last - first);
  const todayLine = () => svg('line', { class: 'today', x1: x(today), x2: x(today), y1: 0, y2: '100%' });

  const ticks = Array.from({ length: last - first }, (_, i) => first + i);
  const axis = picture(20, 'axis', ticks.map((year) => [
    svg('line', { class: 'tick', x1: x(year), x2: x(year), y1: 0, y2: '100%' }),
    svg('text', { x: x(year), dx: 4, y: 14 }, String(year))]), todayLine());
  const track = (row) => picture(20, 'track',
    ticks.map((year) => svg('line', { class: 'tick', x1: x(year), x2: x(year), y1: 0, y2: '100%' })),
    row.from && svg('line', { class: 'life', x1: x(row.from), x2: x(lastDate(row, today)), y1: 10, y2: 10 }),
    todayLine(),
    row.events.map((event) => svg('circle', {
      class: `${event.past ? 'past' : 'coming'}${event.strong ? ' strong' : ''}`,
      cx: x(event.date), cy: 10, r: event.strong ? 6 : 4,
    }, svg('title', {}, event.text))));
  return { axis, track };
}

function lastDate(row, today) {
  return [today, ...row.events.map((event) => event.date)].reduce((a, b) => (yearOf(a) > yearOf(b) ? a : b));
}
