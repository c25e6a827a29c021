/**
 * Imports point one way: model < adapter < client < adapters, call-control, controllers < elements < entry
 * points. Each room lists the rooms and packages that it may import. Every other import is a fault.
 */
/** @param {string} room  @param {string[]} allowed rooms  @param {string[]} packages allowed packages */
function roomRule(room, allowed, packages = []) {
  const inside = [room, ...allowed].map((name) => `^src/${name}/`);
  const outside = packages.map((name) => `node_modules/${name}(/|$)`);
  return {
    name: `room-${room}`,
    comment: `src/${room} may import ${[...allowed, ...packages].join(', ') || 'nothing but itself'}.`,
    severity: 'error',
    from: { path: `^src/${room}/`, pathNot: '\\.(test|stories)\\.ts$' },
    to: { pathNot: [...inside, ...outside] },
  };
}

const LIT = ['lit', 'lit-html', 'lit-element', '@lit/reactive-element'];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two modules that import each other are one module, or are in the wrong room.',
      severity: 'error',
      from: { path: '^(src|mocks|stories|demo)/' },
      to: { circular: true },
    },
    {
      name: 'library-stands-alone',
      comment: 'The library never imports mocks, stories, tests or the demo.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(test|stories)\\.ts$' },
      to: { path: '^(mocks|stories|demo|test|scripts)/' },
    },
    {
      name: 'no-tests-in-products',
      comment: 'Only a test imports a test.',
      severity: 'error',
      from: { pathNot: '\\.test\\.(ts|mjs)$' },
      to: { path: '\\.test\\.(ts|mjs)$' },
    },
    {
      name: 'no-development-packages',
      comment: 'The library imports only what package.json lists as dependencies.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(test|stories)\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'] },
    },
    {
      name: 'nothing-missing',
      comment: 'An import must lead to an existing module.',
      severity: 'error',
      from: { path: '^(src|mocks|stories|demo)/' },
      to: { couldNotResolve: true },
    },

    roomRule('model', []),
    roomRule('adapter', ['model']),
    roomRule('client', ['adapter', 'model', 'internal']),
    roomRule('adapters', ['client', 'adapter', 'model'], ['eventsource-parser']),
    {
      name: 'adapters-apart',
      comment: 'An adapter never imports another adapter.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    roomRule('i18n', ['model', 'internal'], LIT),
    roomRule('styles', ['model'], LIT),
    roomRule('internal', ['model'], LIT),
    roomRule('call-control', ['client', 'adapter', 'model']),
    roomRule(
      'controllers',
      ['client', 'adapter', 'model', 'i18n', 'internal'],
      [...LIT, '@lit/task', '@lit/context', '@noble/hashes'],
    ),
    roomRule(
      'elements',
      ['controllers', 'client', 'adapter', 'model', 'i18n', 'styles', 'internal'],
      [...LIT, '@lit/task', '@lit/context'],
    ),
    roomRule('testing', ['client', 'adapter', 'model']),
    {
      name: 'elements-know-each-other-by-define-or-type',
      comment:
        'An element imports only the type of another element. Its define module, or a dynamic import of one, registers the other.',
      severity: 'error',
      from: {
        path: '^src/elements/([^/]+)/',
        pathNot: ['\\.define\\.ts$', '\\.(test|stories)\\.ts$'],
      },
      to: {
        path: '^src/elements/[^/]+/.*\\.(element|define)\\.ts$',
        pathNot: '^src/elements/($1|shared)/',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'mocks-through-the-front',
      comment: 'Mocks use contracts, model and entry points, not the internals of elements.',
      severity: 'error',
      from: { path: '^mocks/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(elements|controllers|styles|internal)/' },
    },
    {
      name: 'memory-without-msw',
      comment: 'The in-memory backend works without MSW.',
      severity: 'error',
      from: { path: '^mocks/memory\\.ts$' },
      to: { path: 'node_modules/msw/', reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['browser', 'import', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
