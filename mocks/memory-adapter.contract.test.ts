import { describeConformance } from '../src/testing/index.js';
import { MemoryBackend } from './backend/index.js';

// One backend for all checks, as a real one; two ways of paging.
for (const paging of ['index', 'cursor'] as const) {
  const backend = new MemoryBackend({ paging });
  describeConformance(describe, it, () => backend.as(), {
    title: `memory adapter, paging by ${paging}: adapter contract`,
  });
}
