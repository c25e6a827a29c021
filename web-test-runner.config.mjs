import { playwrightLauncher } from '@web/test-runner-playwright';
import { chromiumFlags, findBrowser } from './scripts/find-browser.mjs';
import { browserTests } from './scripts/test-files.mjs';
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
      launchOptions: { executablePath, args: chromiumFlags() },
    }),
  ],
  coverageConfig: {
    include: ['src/**/*.ts'],
    exclude: ['src/**/*.test.ts', 'src/adapters/http/schema.ts', 'node_modules/**'],
    reporters: ['lcovonly', 'json-summary', 'text-summary'],
    reportDir: 'coverage',
    threshold: { statements: 80, branches: 70, functions: 80, lines: 80 },
  },
};
