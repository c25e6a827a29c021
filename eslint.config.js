import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import litPlugin from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import storybook from 'eslint-plugin-storybook';
import { configs as wcConfigs } from 'eslint-plugin-wc';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import local from './scripts/eslint-local.mjs';

const MARKUP = 'Text must never become markup: write a template instead.';
const STORAGE = 'The elements store nothing in the host page’s browser storage.';
const HOST = 'The elements never take over the host page; show it in an element instead.';

const noMarkupFromText = [
  ...['innerHTML', 'outerHTML', 'srcdoc'].map((name) => ({
    selector: `AssignmentExpression[left.property.name="${name}"]`,
    message: MARKUP,
  })),
  ...['insertAdjacentHTML', 'setHTMLUnsafe', 'createContextualFragment', 'parseFromString'].map(
    (name) => ({ selector: `CallExpression[callee.property.name="${name}"]`, message: MARKUP }),
  ),
  {
    selector: 'CallExpression[callee.object.name="document"][callee.property.name=/^write(ln)?$/]',
    message: MARKUP,
  },
  {
    selector: 'ImportDeclaration[source.value=/directives\\/unsafe-/]',
    message: MARKUP,
  },
  {
    selector: 'CallExpression[callee.name=/^set(Timeout|Interval)$/][arguments.0.type="Literal"]',
    message: 'A string would be compiled as code.',
  },
];

export default defineConfig(
  globalIgnores([
    'node_modules/',
    'dist/',
    'dist-demo/',
    'storybook-static/',
    'coverage/',
    '.cache/',
    'public/',
    'ide/',
    'types/',
    // Projects of their own, with their own packages and type check.
    'examples/',
    'src/adapters/http/schema.ts',
    '!.storybook/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,

  // Scripts and settings in plain JavaScript
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: globals.node },
  },

  // All TypeScript
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.node.json', './test/types/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-implied-eval': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', ...noMarkupFromText],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Numbers and booleans in a template string are intended.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      // Event listeners of Lit templates may be async. Nothing awaits them, on purpose.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false, properties: false } },
      ],
      // Lit binds the listeners of its templates to the element.
      '@typescript-eslint/unbound-method': 'off',
      // Adapters and mocks implement async contracts without awaiting anything themselves.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/class-literal-property-style': 'off',
      // `||` is intended: an empty string counts as missing.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
      // A compiler option (noPropertyAccessFromIndexSignature) requires the opposite.
      '@typescript-eslint/dot-notation': 'off',
      // The code checks data from outside even where its type says that no check is needed.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-empty-object-type': [
        'error',
        { allowInterfaces: 'with-single-extends' },
      ],
      // Limits and initials count code points on purpose.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-invalid-void-type': ['error', { allowInGenericTypeArguments: true }],
      // The code rejects with the reason of an aborted signal, which can have any type.
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      // Both rules report correct code: lookups of elements in the DOM.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
    },
  },

  // Web components
  {
    files: ['{src,mocks,stories,demo,test/browser,test/support}/**/*.ts', '.storybook/*.ts'],
    plugins: { lit: litPlugin, 'lit-a11y': litA11y, local },
    extends: [wcConfigs['flat/best-practice']],
    settings: { litHtmlSources: true, wc: { elementBaseClasses: ['LitElement', 'AiccElement'] } },
    languageOptions: { globals: globals.browser },
    rules: {
      ...litPlugin.configs['flat/recommended'].rules,
      ...litA11y.configs.recommended.rules,
      'lit/attribute-names': ['error', { convention: 'kebab' }],
      'lit/no-classfield-shadowing': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-native-attributes': 'error',
      'lit/no-private-properties': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/no-value-attribute': 'error',
      'lit/prefer-nothing': 'error',
      // Lists that live events change need keys. Short fixed lists do not.
      'lit/no-template-map': 'off',
      // Lit attaches the shadow root in createRenderRoot.
      'wc/attach-shadow-constructor': 'off',
      // Classes and their registration are in different files.
      'wc/define-tag-after-class-definition': 'off',
      'wc/max-elements-per-file': 'off',
      'wc/file-name-matches-element': 'off',
      'wc/guard-super-call': 'off',
      'wc/guard-define-call': 'off',
      'wc/tag-name-matches-class': 'off',
      'wc/no-method-prefixed-with-on': 'off',
      // A click listener on a container next to real buttons is fine (delegation).
      'lit-a11y/click-events-have-key-events': 'off',
      // A list or table may repeat its role: styles such as display: grid remove the implicit one.
      'lit-a11y/no-redundant-role': 'off',
      'local/no-style-attribute': 'error',
    },
  },

  // The library itself
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.stories.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'].map((name) => ({
          name,
          message: STORAGE,
        })),
        ...['alert', 'confirm', 'prompt', 'event', 'name', 'status', 'open', 'close', 'print'].map(
          (name) => ({ name, message: HOST }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        ...['localStorage', 'sessionStorage', 'indexedDB', 'caches'].flatMap((property) =>
          ['window', 'globalThis'].map((object) => ({ object, property, message: STORAGE })),
        ),
        { object: 'document', property: 'cookie', message: STORAGE },
        ...['alert', 'confirm', 'prompt'].map((property) => ({
          object: 'window',
          property,
          message: HOST,
        })),
      ],
    },
  },

  // The pure rooms also run in Node.
  {
    files: ['src/{model,adapter}/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage'].map(
          (name) => ({ name, message: 'The model and the contract must not use browser APIs.' }),
        ),
        ...['HTMLElement', 'customElements', 'XMLHttpRequest', 'fetch'].map((name) => ({
          name,
          message: 'The model and the contract must not use browser APIs.',
        })),
      ],
    },
  },

  // Mocks: they know their own data.
  {
    files: ['mocks/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },

  // Tests
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    languageOptions: { globals: { ...globals.mocha } },
    rules: {
      // chai: expect(x).to.be.true
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-deprecated': 'off',
      // @open-wc/testing types expect(…).to.equal(…) as a promise, which it is not. The list
      // below names the helpers that must be awaited.
      '@typescript-eslint/no-floating-promises': 'off',
      'no-restricted-syntax': [
        'error',
        ...noMarkupFromText,
        {
          selector:
            'CallExpression[callee.property.name="only"][callee.object.name=/^(it|describe)$/]',
          message: 'Only this test would run.',
        },
        {
          selector:
            'ExpressionStatement > CallExpression[callee.name=/^(press|typeText|clickOn|sendKeys|sendMouse|resetMouse|setViewport|emulateMedia|waitFor|waitUntil|settled|nextEvent|nextFrame|oneEvent|fixture|elementUpdated|expectAccessible)$/]',
          message: 'Await it.',
        },
        {
          selector: 'CallExpression[callee.name="aTimeout"]',
          message: 'Wait for a fact (test/support/waits.ts), not for a period of time.',
        },
        {
          selector:
            'CallExpression[callee.object.type="ThisExpression"][callee.property.name=/^(timeout|retries|slow)$/]',
          message: 'No test may depend on the speed of the machine.',
        },
      ],
      'no-console': 'off',
      'lit/no-template-bind': 'off',
      'lit/no-invalid-html': 'off',
      'local/no-style-attribute': 'off',
    },
  },
  {
    files: ['test/{node,pages}/**/*.ts'],
    // Functions that a test passes to a page run in the browser.
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      'no-console': 'off',
    },
  },

  // Stories
  { files: ['**/*.stories.ts'], extends: [storybook.configs['flat/recommended']] },
  {
    files: ['**/*.stories.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      'storybook/no-renderer-packages': 'off',
    },
  },
);
