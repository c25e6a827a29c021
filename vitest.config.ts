import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumFlags, findBrowser } from './scripts/find-browser.mjs';

// Runs every story: its play function, and axe on the result.
export default defineConfig({
  publicDir: 'public',
  plugins: [storybookTest({ configDir: '.storybook' })],
  test: {
    name: 'stories',
    passWithNoTests: true,
    testTimeout: 30_000,
    fileParallelism: false,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { executablePath: await findBrowser(), args: chromiumFlags() },
      }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
