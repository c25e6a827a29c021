/**
 * The demo host page: a portal like that of an AICC tenant, with the message list in its content area.
 */
import { render } from 'lit';
import '../src/define.js';
import { openBackend } from './backend.js';
import { Portal } from './portal.js';
import { applySettings, readSettings } from './settings.js';

const settings = readSettings(location.search);
applySettings(settings);

const backend = await openBackend(settings.scenario);
const root = document.getElementById('portal');
if (root) {
  const portal = new Portal(settings, backend, (template) => render(template, root));
  portal.start();
}
