// `npm test`: installs what is missing, then checks everything. A part that fails does not keep the next from running,
// so that one run shows all there is to mend. The last line counts: each test one, each other check one.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { installWhatIsMissing, root } from './install.mjs';

installWhatIsMissing();

const reports = join(root, 'node_modules', '.cache', 'socketscope');
mkdirSync(reports, { recursive: true });

const vitest = (name, projects) => ({
  command: [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, `${name}.json`)}`,
  ].concat(projects.flatMap((project) => ['--project', project])),
  report: join(reports, `${name}.json`),
  count: countVitest,
});

const parts = [
  { name: 'type check', command: ['npm', 'run', '--silent', 'typecheck'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'format check', command: ['npm', 'run', '--silent', 'format:check'] },
  { name: 'architecture check', ...vitest('architecture', ['architecture']) },
  { name: 'unit and component tests', ...vitest('unit', ['headless', 'app']) },
  { name: 'build', command: ['vite', 'build', '--logLevel', 'warn'] },
  {
    name: 'end-to-end tests',
    needs: 'build',
    command: ['playwright', 'test', '--config', 'test/e2e/playwright.config.ts'],
    report: join(reports, 'e2e.json'),
    count: countPlaywright,
  },
];

const total = { passed: 0, failed: 0, skipped: 0 };
const failedParts = [];
for (const part of parts) {
  console.log(`\n=== ${part.name}`);
  const { passed, failed, skipped } = failedParts.includes(part.needs) ? notRun(part) : run(part);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  if (failed > 0) failedParts.push(part.name);
}

console.log(`\n${failedParts.length === 0 ? 'Everything passed.' : `Failed: ${failedParts.join(', ')}.`}`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exit(failedParts.length === 0 ? 0 : 1);

/** Runs one part; what it counts, and at least one failure when it ended badly whatever its report says. */
function run({ command: [command, ...args], report, count }) {
  if (report) rmSync(report, { force: true });
  const started = Date.now();
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
    },
  });
  if (error) console.error(error.message);
  console.log(`(${((Date.now() - started) / 1000).toFixed(1)} s)`);
  const ok = status === 0;
  if (!count) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  const counted = readCounts(report, count);
  return { ...counted, failed: ok ? counted.failed : Math.max(1, counted.failed) };
}

function notRun({ name, needs }) {
  console.error(`The ${name} did not run, because the ${needs} failed.`);
  return { passed: 0, failed: 1, skipped: 0 };
}

function readCounts(report, count) {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    console.error(`There is no readable report of this part: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function countVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) {
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

function countPlaywright({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}
