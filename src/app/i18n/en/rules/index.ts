import type { RuleTexts } from '../../narration/texts.ts';
import { calls } from './calls.ts';
import { failures } from './failures.ts';
import { multiplex } from './multiplex.ts';
import { network } from './network.ts';
import { tcp } from './tcp.ts';

export const rules: RuleTexts = { ...failures, ...calls, ...multiplex, ...tcp, ...network };
