// Debian's tshark as a second opinion on captures: it knows nothing of the simulator.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const TSHARK = spawnSync('tshark', ['--version']).status === 0;

/** What tshark's analysis of TCP can say of a segment. */
export const ANALYSES = [
  'retransmission',
  'fast_retransmission',
  'spurious_retransmission',
  'out_of_order',
  'lost_segment',
  'ack_lost_segment',
  'duplicate_ack',
  'keep_alive',
  'keep_alive_ack',
  'zero_window',
  'window_update',
  'window_full',
  'reused_ports',
] as const;
export type Analysis = (typeof ANALYSES)[number];

/** A packet as tshark reads it. */
export interface Packet {
  readonly source: string;
  readonly text: number;
  readonly comment: string;
  readonly analyses: ReadonlySet<Analysis>;
  /** Type and code of an ICMP message and the ports that it quotes, `3/1 40000 8080`; empty: it is none. */
  readonly icmp: string;
  /** Malformed, a bad checksum, or an expert's complaint of a broken packet; empty: none. */
  readonly broken: string;
}

const FIELDS = [
  'ip.src_host',
  'tcp.len',
  'frame.comment',
  'tcp.checksum.status',
  'ip.checksum.status',
  '_ws.malformed',
  '_ws.expert.group',
  'icmp.type',
  'icmp.code',
  'icmp.checksum.status',
  'tcp.srcport',
  'tcp.dstport',
  ...ANALYSES.map((analysis) => `tcp.analysis.${analysis}`),
];
const GOOD = '1';
const GROUP_MALFORMED = '117440512';
/** 0x07000000 and 0x01000000 of epan/expert.h: malformed, checksum. */
const GROUP_CHECKSUM = '16777216';
/** Between two fields: a character that no comment has. */
const BETWEEN = '\u001f';

/** Reads a capture with tshark, checksums checked. */
export function readCapture(file: Uint8Array): readonly Packet[] {
  const folder = mkdtempSync(join(tmpdir(), 'socketscope-pcapng-'));
  try {
    const path = join(folder, 'run.pcapng');
    writeFileSync(path, file);
    const checks = ['-N', 'n', '-o', 'tcp.check_checksum:TRUE', '-o', 'ip.check_checksum:TRUE'];
    const wanted = ['-T', 'fields', '-E', `separator=${BETWEEN}`, ...FIELDS.flatMap((field) => ['-e', field])];
    const { stdout, stderr, status } = spawnSync('tshark', ['-r', path, ...checks, ...wanted], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(`tshark: ${stderr}`);
    return stdout.split('\n').slice(0, -1).map(packetOf);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function packetOf(line: string): Packet {
  const [source = '', text = '', comment = '', tcp = '', ip = '', malformed = '', groups = '', ...more] =
    line.split(BETWEEN);
  const [type = '', code = '', icmp = '', sourcePort = '', destinationPort = '', ...rest] = more;
  const complaints = groups.split(',').filter((group) => group === GROUP_MALFORMED || group === GROUP_CHECKSUM);
  // An ICMP message quotes another packet, or the beginning of it.
  const [header = '', quoted = GOOD] = ip.split(',');
  const transport = type === '' ? (tcp === GOOD ? '' : 'TCP checksum') : icmp === GOOD ? '' : 'ICMP checksum';
  const network = header === GOOD && quoted === GOOD ? '' : 'IP checksum';
  const broken = [transport, network, malformed, ...complaints];
  return {
    source: source.split(',')[0] ?? '',
    icmp: type === '' ? '' : `${type}/${code} ${sourcePort} ${destinationPort}`,
    text: Number(text),
    comment,
    broken: broken.filter((one) => one !== '').join(', '),
    analyses: new Set(ANALYSES.filter((_, index) => (rest[index] ?? '') !== '')),
  };
}
