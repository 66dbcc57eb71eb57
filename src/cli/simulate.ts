import './production-setup.ts';
import { readFileSync } from 'node:fs';
import { HELP, readArguments } from './arguments.ts';
import { runScript } from './run-script.ts';
import { runWire } from './run-wire.ts';
import { type LoadedScript, type LoadedWireScript, loadScript, loadWireScript } from './script-files.ts';

/** The command line: reads scripts, runs them, prints one JSON object. Returns the exit code. */
function main(words: readonly string[]): number {
  const read = readArguments(words);
  if (!read.ok) return complain(read.error);
  const { help, wire, files, conditions, seed } = read.value;
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (wire) return simulateWire(files, seed);
  // Every file is read before any is run: a bad one is told at once.
  const loaded: LoadedScript[] = [];
  for (const file of files) {
    const script = loadScript(file);
    if (!script.ok) return complain(script.error);
    loaded.push(script.value);
  }
  const scripts = loaded.map(({ file, script }) => ({
    name: script.name,
    file,
    steps: runScript(script, conditions, seed),
  }));
  process.stdout.write(`${JSON.stringify({ simulator: { version: version() }, scripts }, null, 1)}\n`);
  const complaints = loaded.flatMap(({ complaint }) => (complaint === null ? [] : [complaint]));
  const [first] = complaints;
  if (first === undefined) return 0;
  return complain(complaints.length === 1 ? first : `${first} (and ${complaints.length - 1} more files like this)`);
}

/** The same for wire scripts, whose results are long: one line each. */
function simulateWire(files: readonly string[], seed: number): number {
  const loaded: LoadedWireScript[] = [];
  for (const file of files) {
    const wire = loadWireScript(file);
    if (!wire.ok) return complain(wire.error);
    loaded.push(wire.value);
  }
  const scripts = loaded.map(({ file, wire }) =>
    JSON.stringify({ name: wire.script.name, file, ...runWire(wire, seed) }),
  );
  process.stdout.write(`{ "simulator": { "version": "${version()}" }, "scripts": [\n${scripts.join(',\n')}\n] }\n`);
  return 0;
}

function complain(line: string): number {
  process.stderr.write(`simulate: ${line}\n`);
  return 2;
}

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

process.exitCode = main(process.argv.slice(2));
