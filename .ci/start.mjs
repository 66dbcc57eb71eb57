// `npm start`: installs what is missing, builds, and serves the build until it is stopped.
import { createServer } from 'node:net';
import { installWhatIsMissing, root } from './install.mjs';

const port = Number(process.env.PORT || 4173);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  fail(`PORT is '${process.env.PORT}'; it must be a number from 1 to 65535.`);
}
// Asked first, so that nobody waits for a build in vain.
if (!(await isFree(port))) failBusy();

installWhatIsMissing();
const { build, preview } = await import('vite');
await build({ root, logLevel: 'warn' });
try {
  const server = await preview({ root, preview: { port, strictPort: true }, logLevel: 'warn' });
  console.log(`Socketscope is at ${server.resolvedUrls?.local[0]?.replace(/\/$/, '')} (Ctrl+C stops it)`);
} catch (error) {
  if (/already in use/.test(String(error))) failBusy();
  throw error;
}

function isFree(number) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(error.code !== 'EADDRINUSE'));
    probe.listen(number, 'localhost', () => probe.close(() => resolve(true)));
  });
}

function failBusy() {
  fail(
    `Port ${port} is busy: another program listens on it. Stop that one, or choose another: PORT=${port + 1} npm start`,
  );
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
