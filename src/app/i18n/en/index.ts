import { formatOf } from '../format.ts';
import type { Messages } from '../messages.ts';
import { diagrams } from './diagrams.ts';
import { shell } from './shell.ts';
import { stage } from './stage.ts';

const messages: Messages = { language: 'en', format: formatOf('en'), shell, stage, diagrams };

export default messages;
