/**
 * Ceilings, gzipped: what was measured plus 10 %, looked at once per release
 * (docs/decisions/0024-whole-things-load-late.md). Code behind a dynamic import does not count for the
 * importer.
 */
const onlyWhatLoadsAtOnce = (config) => ({
  ...config,
  // As the files are sent: without this option every Chinese or Arabic letter would count as six.
  charset: 'utf8',
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
    '61.5 KiB',
  ),
  element('allocate-dialog', '36.5 KiB'),
  // With the player and the viewer, which the dialog shows next to the form.
  element('process-dialog', '65 KiB'),
  element('voice-player', '42.5 KiB'),
  element('message-viewer', '25.5 KiB'),
  element('download-dialog', '39.5 KiB'),
  part('adapter contract: AdapterError and the lists of codes', 'dist/adapter/index.js', '1.2 KiB'),
  part('HTTP adapter', 'dist/adapters/http/index.js', '9 KiB'),
  part('file for pages: the list, the rest beside it', 'dist/aicc-messages.min.js', '64 KiB'),
  part('file for pages: everything in one', 'dist/aicc-messages.all.min.js', '138 KiB'),
  part('file for pages: HTTP adapter', 'dist/aicc-messages-http.min.js', '9 KiB'),
  part('file for pages: Chinese', 'dist/locales/zh-CN.min.js', '10 KiB'),
  part('file for pages: Arabic', 'dist/locales/ar.min.js', '11.5 KiB'),
];
