// Set-up of the component tests (test/app): the jest-dom matchers, and a clean document after every test.
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, vi } from 'vitest';

// The first fetch of a part that is loaded late takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);
// Parts of the screen are loaded when they are first needed: none may arrive after the document is gone.
afterAll(() => vi.dynamicImportSettled());
