/**
 * Finds a Chromium-based browser for the tests, or installs one.
 *
 * The order: the CHROME_PATH variable; the usual places of Chrome, Chromium, Edge and Brave; on Linux, as
 * root with apt-get, Debian's package; on Linux x64, a browser from an npm package. If all of them fail, one
 * sentence says what to install.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The newest release of the packaged browser that runs on Node 20. */
const PACKAGED_BROWSER = '@sparticuz/chromium';
const PACKAGED_BROWSER_VERSION = '147.0.0';

const COMMANDS = [
  'chromium',
  'google-chrome',
  'google-chrome-stable',
  'chromium-browser',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Finds a command on PATH without starting it. */
export function onPath(command) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = folder && join(folder, command);
    if (path && isProgram(path)) return path;
  }
  return undefined;
}

function usualPlaces() {
  if (process.platform === 'darwin') {
    const apps = [
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Chromium.app/Contents/MacOS/Chromium',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      'Brave Browser.app/Contents/MacOS/Brave Browser',
    ];
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      apps.map((app) => join(folder, app)),
    );
  }
  if (process.platform === 'win32') {
    const folders = [
      process.env['PROGRAMFILES'],
      process.env['PROGRAMFILES(X86)'],
      process.env['LOCALAPPDATA'],
    ].filter(Boolean);
    const apps = [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
      'BraveSoftware/Brave-Browser/Application/brave.exe',
    ];
    return folders.flatMap((folder) => apps.map((app) => join(folder, app)));
  }
  return [];
}

function installed() {
  for (const path of usualPlaces()) if (isProgram(path)) return path;
  for (const command of COMMANDS) {
    const path = onPath(command);
    if (path) return path;
  }
  return undefined;
}

/** Whether this process can install Debian packages. */
export function canUseApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && Boolean(onPath('apt-get'));
}

/** Installs Debian packages and returns whether that worked. */
export function aptInstall(packages) {
  const options = { stdio: ['ignore', 'ignore', 'inherit'] };
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { ...options, env });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
      ...options,
      env,
    });
    return true;
  } catch {
    return false;
  }
}

async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(root, 'node_modules/.cache/browser');
  try {
    const require = createRequire(join(folder, 'index.js'));
    const entry = () => require.resolve(PACKAGED_BROWSER);
    if (!existsSync(join(folder, 'node_modules', PACKAGED_BROWSER))) {
      console.error('No browser found. Downloading one from the package registry (66 MB) …');
      mkdirSync(folder, { recursive: true });
      execFileSync(
        'npm',
        [
          'install',
          '--prefix',
          folder,
          '--no-save',
          '--no-audit',
          '--no-fund',
          `${PACKAGED_BROWSER}@${PACKAGED_BROWSER_VERSION}`,
        ],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      );
    }
    // With this variable the package also unpacks its system libraries, for machines that lack them.
    process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs20.x';
    const chromium = (await import(pathToFileURL(entry()).href)).default;
    return await chromium.executablePath();
  } catch (error) {
    console.error(`The download of a browser failed: ${error.message}`);
    return undefined;
  }
}

let found;

/** The path of a browser for the tests. Rejects with one clear sentence when there is none. */
export async function findBrowser() {
  found ??= (async () => {
    const wanted = process.env.CHROME_PATH;
    if (wanted) {
      if (isProgram(wanted)) return wanted;
      throw new Error(`CHROME_PATH is "${wanted}", which is not a program.`);
    }
    const here = installed();
    if (here) return here;
    if (canUseApt()) {
      console.error('No browser found. Installing Chromium …');
      if (aptInstall(['chromium'])) {
        const path = installed();
        if (path) return path;
      }
    }
    const packaged = await packagedBrowser();
    if (packaged) return packaged;
    throw new Error(
      'No browser for the tests: install Google Chrome, Chromium or Microsoft Edge, or set CHROME_PATH to the path of a browser.',
    );
  })();
  return found;
}

/** Flags for every Chromium that a test starts. */
export function chromiumFlags() {
  const flags = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--autoplay-policy=no-user-gesture-required',
    '--mute-audio',
  ];
  if (process.getuid?.() === 0) flags.unshift('--no-sandbox');
  return flags;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(await findBrowser());
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
