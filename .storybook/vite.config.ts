import { defineConfig } from 'vite';

// Storybook does not use the settings in the root, because they build a library.
export default defineConfig({ publicDir: false, build: { chunkSizeWarningLimit: 3000 } });
