import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';

const MINI_BROWSERS = [
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.0/MiniBrowser',
];

export const miniBrowser = () => MINI_BROWSERS.find((path) => existsSync(path));

/** WebDriver's private characters for named keys (https://www.w3.org/TR/webdriver2/#keyboard-actions). */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Meta: '\uE03D',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Insert: '\uE016',
  Delete: '\uE017',
  ...Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`F${at + 1}`, String.fromCharCode(0xe031 + at)]),
  ),
};
const BUTTONS = { left: 0, middle: 1, right: 2 };

/**
 * GStreamer features that depend on the machine. They are disabled, so that every machine gives the same
 * results: sound devices (the automatic sink then plays in silence, in real time) and GSM, which only extra
 * packages decode.
 */
const GSTREAMER_WITHOUT = [
  'alsasink',
  'jackaudiosink',
  'openalsink',
  'oss4sink',
  'osssink',
  'pipewiresink',
  'pulsesink',
  'avdec_gsm',
  'avdec_gsm_ms',
  'gsmdec',
];

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Runs test pages in WebKitGTK's MiniBrowser on a virtual screen, through its own WebDriver server.
 * Replaces @web/test-runner-webdriver, which needs webdriverio.
 */
export class WebKitLauncher {
  name = 'WebKitGTK';
  type = 'webdriver';
  concurrency = 1;

  #children = [];
  #origin;
  #session;
  #starting;
  #active = new Map();

  async initialize() {}

  async #start() {
    const screen = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    );
    this.#children.push(screen);
    const display = await new Promise((resolve, reject) => {
      screen.on('error', reject);
      screen.on('exit', () => reject(new Error('Xvfb ended before it reported a display.')));
      screen.stdio[3].once('data', (data) => resolve(String(data).trim()));
    });

    const port = await freePort();
    const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: 'ignore',
      env: {
        ...process.env,
        DISPLAY: `:${display}`,
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
        // A machine for tests has no accessibility bus and no settings daemon.
        NO_AT_BRIDGE: '1',
        GSETTINGS_BACKEND: 'memory',
        GST_PLUGIN_FEATURE_RANK: GSTREAMER_WITHOUT.map((name) => `${name}:NONE`).join(','),
      },
    });
    this.#children.push(driver);
    this.#origin = `http://127.0.0.1:${port}`;
    for (let tries = 0; ; tries += 1) {
      try {
        await fetch(`${this.#origin}/status`);
        break;
      } catch (error) {
        if (tries > 200) throw new Error('WebKitWebDriver does not answer.', { cause: error });
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    const { sessionId } = await this.#request('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          'webkitgtk:browserOptions': {
            binary: miniBrowser(),
            args: ['--automation', '--autoplay-policy=allow'],
          },
        },
      },
    });
    this.#session = `/session/${sessionId}`;
    await this.setViewport('', { width: 800, height: 600 });
  }

  async #request(method, path, body) {
    const response = await fetch(this.#origin + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver: ${value?.error}: ${value?.message}`);
    return value;
  }

  async startSession(id, url) {
    this.#starting ??= this.#start();
    await this.#starting;
    this.#active.set(id, url);
    await this.#request('POST', `${this.#session}/url`, { url });
  }

  async stopSession(id) {
    this.#active.delete(id);
    await this.#request('DELETE', `${this.#session}/actions`).catch(() => undefined);
    await this.#request('POST', `${this.#session}/url`, { url: 'about:blank' }).catch(
      () => undefined,
    );
    return {};
  }

  isActive(id) {
    return this.#active.has(id);
  }

  getBrowserUrl(id) {
    return this.#active.get(id);
  }

  async startDebugSession() {
    throw new Error('Debugging is not supported in WebKitGTK.');
  }

  async stop() {
    if (this.#session) await this.#request('DELETE', this.#session).catch(() => undefined);
    for (const child of this.#children.reverse()) child.kill();
  }

  // --- commands of @web/test-runner-commands ---------------------------------------------------------

  /** @param {string[]} keys characters, names (`Tab`) or combinations (`Shift+Tab`) */
  async sendKeys(id, keys) {
    const actions = [];
    for (const key of keys) {
      const parts = key.length > 1 && key.includes('+') ? key.split('+') : [key];
      const codes = parts.map((part) => {
        if (KEYS[part]) return KEYS[part];
        if ([...part].length === 1) return part;
        throw new Error(`WebKitGTK: the key "${part}" has no code.`);
      });
      for (const value of codes) actions.push({ type: 'keyDown', value });
      for (const value of codes.reverse()) actions.push({ type: 'keyUp', value });
    }
    await this.#request('POST', `${this.#session}/actions`, {
      actions: [{ type: 'key', id: 'keyboard', actions }],
    });
  }

  #pointer(actions) {
    return this.#request('POST', `${this.#session}/actions`, {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  }

  sendMouseMove(id, x, y) {
    return this.#pointer([{ type: 'pointerMove', duration: 0, origin: 'viewport', x, y }]);
  }

  sendMouseClick(id, x, y, button = 'left') {
    return this.#pointer([
      { type: 'pointerMove', duration: 0, origin: 'viewport', x, y },
      { type: 'pointerDown', button: BUTTONS[button] },
      { type: 'pointerUp', button: BUTTONS[button] },
    ]);
  }

  sendMouseDown(id, button = 'left') {
    return this.#pointer([{ type: 'pointerDown', button: BUTTONS[button] }]);
  }

  sendMouseUp(id, button = 'left') {
    return this.#pointer([{ type: 'pointerUp', button: BUTTONS[button] }]);
  }

  async resetMouse() {
    await this.#request('DELETE', `${this.#session}/actions`);
    await this.sendMouseMove('', 0, 0);
  }

  /** Adds the size of the window frame, so that the page gets the requested size. */
  async setViewport(id, { width, height }) {
    const rect = `${this.#session}/window/rect`;
    const inner = () =>
      this.#request('POST', `${this.#session}/execute/sync`, {
        script: 'return [innerWidth, innerHeight]',
        args: [],
      });
    let outer = { width, height };
    for (let tries = 0; tries < 5; tries += 1) {
      await this.#request('POST', rect, { x: 0, y: 0, ...outer });
      const [innerWidth, innerHeight] = await inner();
      if (innerWidth === width && innerHeight === height) return;
      const { width: w, height: h } = await this.#request('GET', rect);
      outer = { width: w + width - innerWidth, height: h + height - innerHeight };
    }
  }
}
