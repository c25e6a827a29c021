/**
 * Runs the element tests in Firefox and WebKitGTK. A missing browser is skipped with a message; in CI, as
 * root, it is installed. AICC_BROWSERS=firefox or AICC_BROWSERS=webkit runs only one of them.
 */
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { aptInstall, canUseApt, onPath } from './scripts/find-browser.mjs';
import { noCount, writeCount } from './scripts/counts.mjs';
import { browserTests } from './scripts/test-files.mjs';
import { baseConfig } from './scripts/wtr/base.mjs';
import { WebKitLauncher, miniBrowser } from './scripts/wtr/webkit-launcher.mjs';

const wanted = (process.env.AICC_BROWSERS ?? 'firefox,webkit').split(',');
const countName = `browsers-${wanted.join('-')}`;

const firefox = () => onPath('firefox-esr') ?? onPath('firefox');
const webkit = () => onPath('WebKitWebDriver') && onPath('Xvfb') && miniBrowser();

const missing = [
  ...(wanted.includes('firefox') && !firefox() ? ['firefox-esr'] : []),
  ...(wanted.includes('webkit') && !webkit() ? ['webkit2gtk-driver', 'xvfb'] : []),
];
if (missing.length > 0 && process.env.CI && canUseApt()) {
  console.log(`Installing ${missing.join(', ')} …`);
  if (!aptInstall(missing)) {
    console.error(`Could not install ${missing.join(', ')}.`);
    process.exit(1);
  }
}

const browsers = [];
if (wanted.includes('firefox')) {
  const executablePath = firefox();
  if (executablePath) {
    const launcher = chromeLauncher({
      puppeteer,
      concurrency: 1,
      launchOptions: {
        browser: 'firefox',
        executablePath,
        extraPrefsFirefox: {
          'media.autoplay.default': 0,
          'media.autoplay.blocking_policy': 0,
        },
      },
    });
    launcher.name = 'Firefox';
    browsers.push(launcher);
  } else console.log('Skipping Firefox: no firefox-esr or firefox on PATH.');
}
if (wanted.includes('webkit')) {
  if (webkit()) browsers.push(new WebKitLauncher());
  else console.log('Skipping WebKitGTK: needs the packages webkit2gtk-driver and xvfb.');
}
if (browsers.length === 0) {
  writeCount(countName, { ...noCount(), skipped: 1 });
  process.exit(0);
}

export default {
  ...baseConfig(countName),
  files: browserTests().filter((path) => /^(src\/elements|test\/browser)\//.test(path)),
  browsers,
  concurrency: 1,
  // One browser at a time: with two browsers on two cores, sound and timers are late.
  concurrentBrowsers: 1,
};
