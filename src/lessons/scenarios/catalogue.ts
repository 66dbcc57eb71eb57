import type { CallScript, ScriptText } from '../../programs/call-script.ts';
import echo from './echo.json';

/** A scenario ready to open. */
export interface Scenario {
  /** Also the script's name and its file's. */
  readonly id: string;
  /** The script's own title, here as well, so that a list of scenarios needs no script. */
  readonly title: ScriptText;
  /** The script. All but the default one are fetched only when they are opened. */
  readonly load: () => Promise<CallScript>;
}

/** A scenario file is a call script: the tests parse each one as if it came from outside. */
const scriptOf = (json: unknown): CallScript => json as CallScript;

/** What the laboratory opens with: the eight calls of the slides, in their order. */
export const DEFAULT_SCRIPT: CallScript = scriptOf(echo);
export const DEFAULT_SCENARIO_ID = 'echo';

const scenario = (
  id: string,
  en: string,
  pt: string,
  load: () => Promise<{ readonly default: unknown }>,
): Scenario => ({
  id,
  title: { en, 'pt-BR': pt },
  load: async () => scriptOf((await load()).default),
});

/** All scenarios, in the order in which a course meets them. */
export const SCENARIOS: readonly Scenario[] = [
  scenario(DEFAULT_SCENARIO_ID, 'Echo: the eight calls', 'Eco: as oito chamadas', async () => ({ default: echo })),
  scenario('refused', 'Connection refused', 'Conexão recusada', () => import('./refused.json')),
  scenario(
    'accept-queue',
    'Two clients and the accept queue',
    'Dois clientes e a fila de aceitação',
    () => import('./accept-queue.json'),
  ),
  scenario('backlog-full', 'Backlog full', 'Backlog cheio', () => import('./backlog-full.json')),
  scenario('stream', 'Two sends, one recv', 'Dois sends, um recv', () => import('./stream.json')),
  scenario('half-close', 'Half-close', 'Half-close: meia conexão fechada', () => import('./half-close.json')),
  scenario('lost-segment', 'A lost segment', 'Um segmento perdido', () => import('./lost-segment.json')),
  scenario('lost-syn', 'A lost SYN', 'Um SYN perdido', () => import('./lost-syn.json')),
  scenario(
    'firewall',
    'A firewall: silence or refusal',
    'Um firewall: silêncio ou recusa',
    () => import('./firewall.json'),
  ),
  scenario(
    'power-loss',
    'The server loses its power',
    'O servidor fica sem energia',
    () => import('./power-loss.json'),
  ),
  scenario('unread-data', 'Close with unread data', 'close com dados não lidos', () => import('./unread-data.json')),
  scenario('address-in-use', 'Address already in use', 'Endereço já em uso', () => import('./address-in-use.json')),
  scenario('poll', 'One server, many clients: poll', 'Um servidor, vários clientes: poll', () => import('./poll.json')),
  scenario(
    'edge-triggered',
    'Edge-triggered: the data nobody read',
    'Disparo por borda: os dados que ninguém leu',
    () => import('./edge-triggered.json'),
  ),
  scenario(
    'fork-server',
    'Fork server: who holds the connection open',
    'Servidor com fork: quem segura a conexão',
    () => import('./fork-server.json'),
  ),
  scenario('threads-accept', 'Two threads in accept', 'Duas threads em accept', () => import('./threads-accept.json')),
];
