import { formatOf } from '../format.ts';
import type { Messages } from '../messages.ts';
import { diagrams } from './diagrams.ts';
import { shell } from './shell.ts';
import { stage } from './stage.ts';
import { terms } from './terms.ts';

const messages: Messages = { language: 'pt-BR', format: formatOf('pt-BR'), shell, stage, diagrams, terms };

export default messages;
