import { milliseconds, seconds } from '../engine/base/time.ts';
import type { TcpConfig } from '../engine/tcp/index.ts';
import { settingOfHost, type WireProfile } from '../programs/wire-script.ts';

/** IPv4 and TCP headers without options. */
const HEADERS = 40;
/** What the machines of the wire scripts allow (net.core.rmem_max). */
const LARGEST_BUFFER = 4_194_304;
/** tcp(7), tcp_wmem: where the send buffer begins. */
const SEND_BUFFER = 16_384;
/** The clock of a kernel at 250 Hz. */
const TICK = milliseconds(4);

type Tuning = { -readonly [Key in keyof TcpConfig]?: TcpConfig[Key] };

/** What a wire script's profile means for one host's TCP. What this stack has no setting for is left as it is. */
export function tuningOf(profile: WireProfile, host: string): Partial<TcpConfig> {
  const setting = (key: string) => settingOfHost(profile.sysctl[key], host);
  const allowed = (key: string, otherwise: boolean): boolean => (setting(key) ?? Number(otherwise)) !== 0;
  const tuning: Tuning = {
    delayedAck: !profile.quickack,
    tick: TICK,
    timestamps: allowed('tcp_timestamps', profile.timestamps),
    sack: allowed('tcp_sack', profile.sack),
    windowScaling: allowed('tcp_window_scaling', profile.wscale),
    // BBR is not in this stack.
    congestionControl: profile.cc === 'cubic' ? 'cubic' : 'reno',
    tailLossProbe: allowed('tcp_early_retrans', true),
    // A TUN device hands every segment over alone.
    bundles: profile.gso,
    largestBufferAsked: LARGEST_BUFFER,
    ...(profile.gso ? {} : { sendBuffer: SEND_BUFFER, sendBufferGrows: true }),
  };
  const mtu = settingOfHost(profile.mtu, host);
  if (mtu !== undefined) tuning.mss = mtu - HEADERS;
  const linear = setting('tcp_syn_linear_timeouts');
  if (linear !== undefined) tuning.synLinearTimeouts = linear;
  const syn = setting('tcp_syn_retries');
  if (syn !== undefined) tuning.synRetries = syn;
  const synAck = setting('tcp_synack_retries');
  if (synAck !== undefined) tuning.synAckRetries = synAck;
  const retries = setting('tcp_retries2');
  if (retries !== undefined) tuning.retries = retries;
  const orphan = setting('tcp_orphan_retries');
  if (orphan !== undefined && orphan > 0) tuning.orphanRetries = orphan;
  const receiveLimit = setting('tcp_rmem');
  if (receiveLimit !== undefined) tuning.receiveBufferMax = receiveLimit;
  const finTimeout = setting('tcp_fin_timeout');
  if (finTimeout !== undefined) tuning.finWait2 = seconds(finTimeout);
  return tuning;
}
