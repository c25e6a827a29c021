import type { StorybookConfig } from '@storybook/web-components-vite';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/**/*.mdx', '../stories/**/*.stories.ts', '../src/**/*.stories.ts'],
  staticDirs: ['../public'],
  addons: [
    '@storybook/addon-docs',
    '@storybook/addon-a11y',
    '@storybook/addon-vitest',
    'msw-storybook-addon',
  ],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) => ({
    ...vite,
    // The settings of the library build (entries, modules as they are) are not for a site.
    build: { target: 'es2022', chunkSizeWarningLimit: 3000 },
    server: { ...vite.server, strictPort: false, open: false },
    optimizeDeps: {
      ...vite.optimizeDeps,
      // Pre-bundled they become second copies beside the ones that the sources import.
      exclude: [
        ...(vite.optimizeDeps?.exclude ?? []),
        'lit',
        'lit-html',
        'lit-element',
        '@lit/reactive-element',
        '@lit/task',
        '@lit/context',
      ],
    },
  }),
};

export default config;
