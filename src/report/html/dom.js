/* Elements. Text from the report becomes text nodes and nothing else. */

/* Characters that do not show, or that reorder what stands around them, are written out. */
const HIDDEN = new RegExp('[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u200b-\\u200f' +
  '\\u202a-\\u202e\\u2060-\\u2069\\ufeff]', 'g');

function visible(text) {
  return String(text).replace(HIDDEN, (c) => `\\u{${c.codePointAt(0).toString(16)}}`);
}

function fill(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : visible(child));
  }
  return node;
}

function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? '' : visible(value));
  }
  return node;
}

/* el('a', { href: '#x', click: go }, 'text', other) */
function el(tag, attributes = {}, ...children) {
  return fill(setAttributes(document.createElement(tag), attributes), children);
}

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  return fill(setAttributes(node, attributes), children);
}

function byId(id) {
  return document.getElementById(id);
}

function replace(id, ...children) {
  const node = byId(id);
  node.replaceChildren();
  return fill(node, children);
}

function plural(count, one, many) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

function number(value) {
  return value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}

function range(points) {
  return el('span', { class: 'range' }, number(points.low), ' · ',
    el('strong', {}, number(points.likely)), ' · ', number(points.high));
}

function badge(severity) {
  return el('span', { class: `badge ${severity}` }, severity);
}

/* A table from rows of cells; the first column heads its row. `numeric` lists right-aligned ones. */
function table({ caption, heads, rows, numeric = [], className = '' }) {
  const kind = (i) => (numeric.includes(i) ? 'number' : null);
  const head = el('tr', {}, heads.map((text, i) => el('th', { scope: 'col', class: kind(i) }, text)));
  const row = (cells) => el('tr', {}, cells.map((cell, i) => (i === 0
    ? el('th', { scope: 'row' }, cell)
    : el('td', { class: kind(i), 'data-label': heads[i] }, cell))));
  return el('table', { class: className },
    caption && el('caption', {}, caption), el('thead', {}, head), el('tbody', {}, rows.map(row)));
}

/* Where a place can be looked at on the web, or null. */
function webAddress(path, line) {
  const template = report.scan.link_template;
  if (!template || !path) return null;
  const parts = {
    path: path.split('/').map(encodeURIComponent).join('/'),
    line: String(line),
    revision: encodeURIComponent(report.scan.revision ?? 'HEAD'),
  };
  const address = template.replace(/\{(path|line|revision)\}/g, (_, name) => parts[name]);
  return /^https?:\/\//.test(address) ? address : null;
}

function placeLink(path, line) {
  const text = line ? `${path}:${line}` : path;
  const address = webAddress(path, line);
  return address
    ? el('a', { class: 'place', href: address, rel: 'noopener noreferrer', target: '_blank' }, text)
    : el('span', { class: 'place' }, text);
}

/* The first few of a list, and a button for the rest. */
function shortList(items, shown, draw) {
  const list = el('ul', { class: 'plain' }, items.slice(0, shown).map((item) => el('li', {}, draw(item))));
  if (items.length <= shown) return list;
  const more = el('button', {
    type: 'button',
    click: () => {
      fill(list, items.slice(shown).map((item) => el('li', {}, draw(item))));
      more.remove();
    },
  }, `Show ${items.length - shown} more`);
  return [list, more];
}
