/** The compared players. `page` is the file in pages/, `name` is the name in the tables. */
export const BASE = 'audio';
export const OURS = ['aicc', 'aicc-peaks'];

export const PLAYERS = [
  { page: 'audio', name: '`<audio controls>`' },
  { page: 'aicc', name: '**aicc-voice-player**, `src`' },
  { page: 'aicc-peaks', name: '**aicc-voice-player**, adapter and waveform' },
  { page: 'media-chrome', name: 'media-chrome', package: 'media-chrome' },
  { page: 'plyr', name: 'plyr', package: 'plyr' },
  { page: 'vidstack', name: 'vidstack', package: 'vidstack' },
  { page: 'wavesurfer', name: 'wavesurfer, peaks given', package: 'wavesurfer.js' },
  { page: 'wavesurfer-url', name: 'wavesurfer, address only', package: 'wavesurfer.js' },
];
