import type { AllMessages } from '../messages.ts';
import { narration } from './narration.ts';
import screen from './screen.ts';

const messages: AllMessages = { ...screen, narration };

export default messages;
