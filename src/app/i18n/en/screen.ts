import { formatOf } from '../format.ts';
import type { Messages } from '../messages.ts';
import { shell } from './shell.ts';
import { stage } from './stage.ts';
import { terms } from './terms.ts';

const messages: Messages = { language: 'en', format: formatOf('en'), shell, stage, terms };

export default messages;
