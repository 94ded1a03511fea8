// Usage: node contract.mjs --modules FOLDER --description FILE --deviations FILE RECORDING...
// Checks recorded exchanges against the description. Exit 0: all fit, 1: some do not.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { Check, exchangesOf } from './check.mjs';
import { Description } from './description.mjs';

export function loadCheck(modules, descriptionFile) {
  const require = createRequire(join(modules, 'package.json'));
  const Ajv = require('ajv').default;
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, validateFormats: false });
  const document = require('yaml').parse(readFileSync(descriptionFile, 'utf8'));
  return new Check(new Description(document, ajv));
}

// The deviation that excuses a problem: side, method and path are the same (or not named), and the
// problem's text fits its pattern.
export function excuse(problem, deviations) {
  return deviations.find(
    (deviation) =>
      deviation.side === problem.side &&
      (deviation.method ?? problem.method) === problem.method &&
      (deviation.path ?? problem.path) === problem.path &&
      new RegExp(deviation.problem).test(problem.problem),
  );
}

function linesOf(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

class Report {
  constructor(deviations) {
    this.deviations = deviations;
    this.counts = { exchanges: 0, ours: 0, inBatch: 0, excused: 0 };
    this.problems = new Map();
    this.used = new Set();
  }

  add(exchange, problems, source) {
    this.counts.exchanges += 1;
    this.counts.ours += exchange.userAgent.startsWith('lpaz/') ? 1 : 0;
    this.counts.inBatch += exchange.inBatch ? 1 : 0;
    for (const problem of problems) {
      const deviation = excuse(problem, this.deviations);
      if (deviation) {
        this.used.add(deviation);
        this.counts.excused += 1;
        continue;
      }
      const { side, method, path, status } = problem;
      const call = side === 'answer' ? `${method} ${path} ${status}` : `${method} ${path}`;
      const text = `${side}: ${call}: ${problem.problem}`.replace(/\/\d+(?=[/ ])/g, '/N');
      const seen = this.problems.get(text) ?? { count: 0, source };
      seen.count += 1;
      this.problems.set(text, seen);
    }
  }

  print() {
    for (const [text, { count, source }] of this.problems) {
      console.log(`${text} (${count} times, first in ${source})`);
    }
    for (const { reason } of this.deviations.filter((one) => !this.used.has(one))) {
      console.log(`a deviation that was not met: ${reason}`);
    }
    const { exchanges, ours, inBatch, excused } = this.counts;
    console.log(
      `${exchanges} exchanges, ${ours} of lpaz, ${inBatch} inside a batch; ` +
        `${excused} known deviations, ${this.problems.size} kinds of violations`,
    );
  }
}

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      modules: { type: 'string' },
      description: { type: 'string' },
      deviations: { type: 'string' },
    },
  });
  const check = loadCheck(values.modules, values.description);
  const report = new Report(JSON.parse(readFileSync(values.deviations, 'utf8')));
  for (const file of positionals) {
    for (const line of linesOf(file)) {
      for (const exchange of exchangesOf(line)) {
        report.add(exchange, check.problems(exchange), basename(file));
      }
    }
  }
  report.print();
  if (report.counts.ours === 0) {
    console.log('no request of lpaz is among them: the recordings are not those of a whole run');
  }
  process.exitCode = report.problems.size > 0 || report.counts.ours === 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main();
}
