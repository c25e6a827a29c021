import { defineConfig } from 'vite';

// Not the root's settings: those build a library.
export default defineConfig({ publicDir: false, build: { chunkSizeWarningLimit: 3000 } });
