import js from '@eslint/js';

const nodeGlobals = [
  'AbortController', 'AbortSignal', 'Blob', 'Buffer', 'Event', 'EventTarget', 'File', 'FormData', 'Headers',
  'ReadableStream', 'Request', 'Response', 'TextDecoder', 'TextEncoder', 'TransformStream', 'URL', 'URLSearchParams',
  'WebAssembly', 'clearImmediate', 'clearInterval', 'clearTimeout', 'console', 'crypto', 'fetch', 'global', 'performance',
  'process', 'queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout', 'structuredClone',
]; // prettier-ignore

/** What there is besides, in code that a test hands to a page. */
const pageGlobals = [
  'XMLHttpRequest', 'addEventListener', 'document', 'kintone', 'kintoneShim', 'location', 'window',
]; // prettier-ignore

// What a test may replace (fake timers, a mocked fetch) or a sandbox may lack: kept at import, in one place.
const platformGlobals = [
  'Buffer', 'TextDecoder', 'URL', 'XMLHttpRequest', 'clearTimeout', 'crypto', 'fetch', 'performance', 'process',
  'queueMicrotask', 'setInterval', 'setTimeout',
]; // prettier-ignore

const fromPlatform = 'Import it from js/core/platform.js.';

const readonly = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

export default [
  // The bundles are as webpack writes them.
  {
    ignores: [
      'dist/',
      'build/',
      'coverage/',
      '**/node_modules/',
      'types/',
      'tests/programs/credit-check/js/',
    ],
  },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: readonly(nodeGlobals) },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'max-lines': ['error', 300],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-throw-literal': 'error',
      'no-unused-vars': ['error', { args: 'after-used', caughtErrors: 'none' }],
      'no-warning-comments': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
  {
    // What Emscripten reads it as.
    files: ['wasm/**/*.js'],
    languageOptions: {
      globals: readonly([
        ...[
          '_free',
          '_malloc',
          'ClassHandle',
          'ClassHandle_delete',
          'HEAPU32',
          'HEAPU8',
          'lengthBytesUTF8',
          'LibraryManager',
        ],
        ...['mergeInto', 'Module', 'readLatin1String', 'registerType', 'simpleReadValueFromPointer'],
      ]),
    },
    rules: { 'object-shorthand': 'off' },
  },
  {
    files: ['js/**/*.js'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
      ],
    },
  },
  {
    files: ['js/**/*.js'],
    ignores: ['js/core/platform.js', 'js/inspector/page/*.js'],
    rules: {
      'no-restricted-globals': ['error', ...platformGlobals.map((name) => ({ name, message: fromPlatform }))],
      'no-restricted-properties': [
        'error',
        ...platformGlobals.map((property) => ({ object: 'globalThis', property, message: fromPlatform })),
      ],
    },
  },
  {
    files: ['tests/browser/**/*.js', 'tests/support/browser/**/*.js'],
    languageOptions: { globals: readonly(pageGlobals) },
  },
  {
    // Customizations as they are found, many of them older than ES modules.
    files: ['tests/programs/**/*.js'],
    languageOptions: {
      sourceType: 'script',
      globals: readonly(['XMLHttpRequest', 'document', 'jQuery', 'kintone']),
    },
    rules: { 'no-var': 'off', 'object-shorthand': 'off', 'prefer-const': 'off' },
  },
  {
    files: ['tests/**/*.js', 'examples/**/*.js'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[object.name=/^(test|it|describe)$/][property.name=/^(skip|only|todo)$/]',
          message: 'Every test runs.',
        },
      ],
    },
  },
];
