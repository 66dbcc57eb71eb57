import './production-setup.ts';
import { readFileSync } from 'node:fs';
import { type Exports, HELP, readArguments } from './arguments.ts';
import { ObservedRun, wants } from './export-run.ts';
import { EndlessStep, runScript } from './run-script.ts';
import { runWire } from './run-wire.ts';
import { type LoadedScript, type LoadedWireScript, loadScript, loadWireScript } from './script-files.ts';

/** The command line: reads scripts, runs them, prints one JSON object. Returns the exit code. */
function main(words: readonly string[]): number {
  const read = readArguments(words);
  if (!read.ok) return complain(read.error);
  const { help, wire, exports, files, conditions, seed } = read.value;
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (wire) return simulateWire(files, seed, exports);
  // Every file is read before any is run: a bad one is told at once.
  const loaded: LoadedScript[] = [];
  for (const file of files) {
    const script = loadScript(file);
    if (!script.ok) return complain(script.error);
    loaded.push(script.value);
  }
  const problems: string[] = [];
  const scripts = loaded.map(({ file, script }) => {
    const observed = new ObservedRun();
    try {
      const steps = runScript(script, conditions, seed, wants(exports) ? observed.take : undefined);
      problems.push(...observed.write(script, exports));
      return { name: script.name, file, steps };
    } catch (error) {
      if (!(error instanceof EndlessStep)) throw error;
      problems.push(`${file}: ${error.message}`);
      return null;
    }
  });
  const [problem] = problems;
  if (problem !== undefined) return complain(problem);
  process.stdout.write(`${JSON.stringify({ simulator: { version: version() }, scripts }, null, 1)}\n`);
  const complaints = loaded.flatMap(({ complaint }) => (complaint === null ? [] : [complaint]));
  const [first] = complaints;
  if (first === undefined) return 0;
  return complain(complaints.length === 1 ? first : `${first} (and ${complaints.length - 1} more files like this)`);
}

/** The same for wire scripts, whose results are long: one line each. */
function simulateWire(files: readonly string[], seed: number, exports: Exports): number {
  const loaded: LoadedWireScript[] = [];
  for (const file of files) {
    const wire = loadWireScript(file);
    if (!wire.ok) return complain(wire.error);
    loaded.push(wire.value);
  }
  const problems: string[] = [];
  const scripts = loaded.map(({ file, wire }) => {
    const observed = new ObservedRun();
    const run = runWire(wire, seed, wants(exports) ? observed.take : undefined);
    problems.push(...observed.write(wire.script, exports));
    return JSON.stringify({ name: wire.script.name, file, ...run });
  });
  const [problem] = problems;
  if (problem !== undefined) return complain(problem);
  process.stdout.write(`{ "simulator": { "version": "${version()}" }, "scripts": [\n${scripts.join(',\n')}\n] }\n`);
  return 0;
}

function complain(line: string): number {
  process.stderr.write(`simulate: ${line}\n`);
  return 2;
}

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

// Nobody reads any more, or the disk is full: said in one line, too.
process.stdout.on('error', (error: Error) => process.exit(complain(`standard output: ${error.message}`)));
process.exitCode = main(process.argv.slice(2));
