import { existsSync, readFileSync } from 'node:fs';
import { basename, isAbsolute, resolve } from 'node:path';
import { fail, ok, type Result } from '../engine/base/result.ts';
import type { CallScript } from '../programs/call-script.ts';
import { describeScriptError } from '../programs/describe-script-error.ts';
import { parseCallScript } from '../programs/parse-call-script.ts';
import { parseWireScript, type WireScript } from '../programs/wire-script.ts';

/** A script that can run. */
export interface LoadedScript {
  /** The file's name without its folder, as the results bear it. */
  readonly file: string;
  readonly script: CallScript;
  /**
   * What is wrong with it all the same, in one line: a descriptor's name that nobody gave, say. A real kernel takes such
   * calls and fails them, and so they run here too; but most often they are slips, and the user hears of them.
   */
  readonly complaint: string | null;
}

/** Reads a call script from a file; the error is one line for the user, with file, place and what was expected. */
export function loadScript(path: string): Result<LoadedScript, string> {
  const text = readText(path);
  if (!text.ok) return text;
  const strict = parseCallScript(text.value, { file: path });
  if (strict.ok) return ok({ file: basename(path), script: strict.value, complaint: null });
  const complaint = describeScriptError(strict.error, 'en');
  const lenient = parseCallScript(text.value, { file: path, lenient: true });
  return lenient.ok ? ok({ file: basename(path), script: lenient.value, complaint }) : fail(complaint);
}

/** A wire script that can run. */
export interface LoadedWireScript {
  readonly file: string;
  readonly wire: WireScript;
}

/** Reads a wire script from a file; the error is one line for the user. */
export function loadWireScript(path: string): Result<LoadedWireScript, string> {
  const text = readText(path);
  if (!text.ok) return text;
  const wire = parseWireScript(text.value, path);
  return wire.ok ? ok({ file: basename(path), wire: wire.value }) : fail(describeScriptError(wire.error, 'en'));
}

function readText(path: string): Result<string, string> {
  try {
    return ok(readFileSync(whereIs(path), 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const reason =
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'a folder' : `not readable (${String(code)})`;
    return fail(`${path}: ${reason}; expected the file of a call script`);
  }
}

/** npm runs scripts in the folder of package.json, and says in INIT_CWD where the user stood. */
function whereIs(path: string): string {
  const stood = process.env['INIT_CWD'];
  if (isAbsolute(path) || existsSync(path) || stood === undefined) return path;
  const there = resolve(stood, path);
  return existsSync(there) ? there : path;
}
