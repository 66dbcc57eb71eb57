import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/engine/trace/event.ts';
import { pcapng } from '../../../src/formats/pcapng/pcapng.ts';
import { observedRun, scriptOf } from '../../support/observed-run.ts';

const SCENARIOS = new URL('../../../src/lessons/scenarios/', import.meta.url);
const scenarios = readdirSync(SCENARIOS).filter((name) => name.endsWith('.json'));
const folder = mkdtempSync(join(tmpdir(), 'pcapng-'));
afterAll(() => rmSync(folder, { recursive: true }));

const load = (name: string) => scriptOf(readFileSync(new URL(name, SCENARIOS), 'utf8'));
const sentIn = (run: readonly (readonly TraceEvent[])[]) => run.flat().filter((event) => event.kind === 'sent');

describe('a capture file', () => {
  it('is a row of blocks whose two lengths agree, with a packet for each segment', () => {
    const script = load('echo.json');
    const run = observedRun(script, 'patient');
    const file = pcapng(script.hosts, run);
    const view = new DataView(file.buffer);
    const types: number[] = [];
    for (let at = 0; at < file.length; at += view.getUint32(at + 4, true)) {
      const length = view.getUint32(at + 4, true);
      expect(length % 4).toBe(0);
      expect(view.getUint32(at + length - 4, true)).toBe(length);
      types.push(view.getUint32(at, true));
    }
    expect(types).toEqual([0x0a0d0d0a, 1, 4, ...sentIn(run).map(() => 6)]);
  });
});

const tshark = spawnSync('tshark', ['--version']).status === 0;

describe.skipIf(!tshark)('tshark (skipped where it is not installed)', () => {
  const CHECKS = ['-N', 'n', '-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];

  /** The packets of a capture, the given fields of each. */
  function fieldsOf(name: string, file: Uint8Array, fields: readonly string[], filter = ''): string[][] {
    const path = join(folder, `${name}.pcapng`);
    writeFileSync(path, file);
    const wanted = fields.flatMap((field) => ['-e', field]);
    const { stdout, status, stderr } = spawnSync(
      'tshark',
      ['-r', path, ...CHECKS, '-T', 'fields', ...wanted, ...(filter === '' ? [] : ['-Y', filter])],
      { encoding: 'utf8' },
    );
    expect(status, stderr).toBe(0);
    return stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split('\t'));
  }

  it.each(scenarios)('finds nothing malformed in %s', (name) => {
    const script = load(name);
    const file = pcapng(script.hosts, observedRun(script, 'patient'));
    const GROUP_MALFORMED = '0x07000000';
    const filter = `_ws.malformed || _ws.expert.group == ${GROUP_MALFORMED}`;
    expect(fieldsOf(name, file, ['frame.number'], filter)).toEqual([]);
  });

  it.each(scenarios)('finds nothing wrong in %s, and repeats where the simulator repeated', (name) => {
    const script = load(name);
    const run = observedRun(script, 'patient');
    const sent = sentIn(run);
    const packets = fieldsOf(name, pcapng(script.hosts, run), [
      'ip.src',
      'tcp.flags.syn',
      'tcp.len',
      'tcp.checksum.status',
      'ip.checksum.status',
      '_ws.malformed',
      'tcp.analysis.retransmission',
      'frame.comment',
    ]);
    const GOOD = '1';
    expect(packets.map((packet) => packet.slice(0, 6))).toEqual(
      sent.map(({ segment }) => [
        segment.source.address,
        segment.flags.syn ? '1' : '0',
        String(segment.payload.length),
        GOOD,
        GOOD,
        '',
      ]),
    );
    expect(packets.map((packet) => packet[6] !== '')).toEqual(sent.map(({ repeats }) => repeats !== null));
    packets.forEach((packet, index) => {
      expect(packet[7]).toContain(sent[index]?.rule);
    });
  });

  it('knows the hosts by their names, and reads why a segment was sent', () => {
    const script = load('echo.json');
    const [first, second] = fieldsOf('names', pcapng(script.hosts, observedRun(script, 'patient')), [
      'ip.src_host',
      'frame.comment',
    ]);
    expect(first).toEqual(['client', 'C: connect(3, 10.0.0.2:8080); open-active (RFC 9293 §3.10.1)']);
    expect(second).toEqual(['server', 'on arrival of SYN from client; listen-syn (RFC 9293 §3.10.7.2)']);
  });

  it('agrees that a segment was lost on the way', () => {
    const script = load('lost-segment.json');
    const comments = fieldsOf('lost', pcapng(script.hosts, observedRun(script, 'patient')), ['frame.comment']).flat();
    expect(comments.filter((comment) => comment.includes('lost: link-drops-by-pattern'))).toHaveLength(1);
  });
});
