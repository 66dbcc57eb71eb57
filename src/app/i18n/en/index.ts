import type { AllMessages } from '../messages.ts';
import { diagrams } from './diagrams.ts';
import { narration } from './narration.ts';
import screen from './screen.ts';

const messages: AllMessages = { ...screen, diagrams, narration };

export default messages;
