import { playwrightLauncher } from '@web/test-runner-playwright';
import { chromiumFlags, findBrowser } from './scripts/find-browser.mjs';
import { browserTests } from './scripts/test-files.mjs';
import { createPage } from './scripts/wtr/coverage.mjs';
import { baseConfig } from './scripts/wtr/base.mjs';

const executablePath = await findBrowser().catch((error) => {
  console.error(error.message);
  process.exit(1);
});

export default {
  ...baseConfig('browser'),
  files: browserTests(),
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      createPage,
      // Each page has a window of its own, so that both are visible, have the focus and play sound.
      concurrency: 2,
      launchOptions: { executablePath, args: chromiumFlags() },
    }),
  ],
};
