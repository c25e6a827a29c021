/** What the page of media-faults.test.mjs loads. */
import '../../src/elements/voice-player/voice-player.define.js';
import '../../src/elements/download-dialog/download-dialog.define.js';
