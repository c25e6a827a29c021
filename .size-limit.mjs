/** Ceilings, gzipped. What an element loads only when it is asked for counts where it is loaded. */
const onlyWhatLoadsAtOnce = (config) => ({
  ...config,
  plugins: [
    ...(config.plugins ?? []),
    {
      name: 'lazy-modules-apart',
      setup(build) {
        build.onResolve({ filter: /.*/ }, ({ kind, path }) =>
          kind === 'dynamic-import' ? { path, external: true } : undefined,
        );
      },
    },
  ],
});

const LIT = [
  'lit',
  'lit-html',
  'lit-element',
  '@lit/reactive-element',
  '@lit/task',
  '@lit/context',
];

const part = (name, path, limit, more = {}) => ({
  name,
  path,
  limit,
  gzip: true,
  modifyEsbuildConfig: onlyWhatLoadsAtOnce,
  ...more,
});

const element = (name, limit) =>
  part(`aicc-${name} without Lit`, `dist/elements/${name}/${name}.define.js`, limit, {
    ignore: LIT,
  });

export default [
  part(
    'aicc-message-list with Lit and everything it always loads',
    'dist/elements/message-list/message-list.define.js',
    '30 KiB',
  ),
  element('allocate-dialog', '14 KiB'),
  element('process-dialog', '16 KiB'),
  element('voice-player', '14 KiB'),
  element('message-viewer', '14 KiB'),
  element('download-dialog', '14 KiB'),
  part('HTTP adapter', 'dist/adapters/http/index.js', '12 KiB'),
  part('one-file build', 'dist/aicc-messages.min.js', '45 KiB'),
];
