import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { announcedErrors, errorsOf, programOf, resolutions } from './support/compile.js';

const here = fileURLToPath(new URL('./', import.meta.url));
const filesOf = (folder) => readdirSync(join(here, folder)).map((name) => join(here, folder, name));

/** Samples that need a program of their own: they declare a global, or do without some types. */
const alone = {
  'global-kintone.ts': {},
  'dts-gen-customization.ts': {},
  'no-platform-types.ts': { lib: ['lib.es2022.d.ts'] },
  'node-types.ts': { lib: ['lib.es2022.d.ts'], types: ['node'] },
};

const samples = filesOf('samples');
const together = samples.filter((file) => !Object.hasOwn(alone, file.slice(join(here, 'samples/').length)));
const wrong = filesOf('wrong');

for (const resolution of Object.keys(resolutions)) {
  describe(`a project with module resolution ${resolution}`, () => {
    test(`compiles ${together.length} sample programs`, () => {
      assert.ok(together.length > 0);
      assert.deepEqual(errorsOf(programOf(together, { resolution })), []);
    });

    for (const [name, options] of Object.entries(alone)) {
      test(`compiles ${name}`, () => {
        assert.deepEqual(errorsOf(programOf([join(here, 'samples', name)], { resolution, options })), []);
      });
    }

    test('does not compile the wrong programs, for the reasons they give', () => {
      const announced = wrong.flatMap(announcedErrors);
      assert.ok(announced.length > 60, `${announced.length} wrong lines`);
      const found = errorsOf(programOf(wrong, { resolution }));
      assert.deepEqual(
        { unexpected: found.filter(({ where }) => !announced.includes(where)) },
        { unexpected: [] },
      );
      const places = found.map(({ where }) => where);
      assert.deepEqual({ compiled: announced.filter((where) => !places.includes(where)) }, { compiled: [] });
    });
  });
}

test('two declarations of the global kintone are not taken together silently', () => {
  const both = ['global-kintone.ts', 'dts-gen-customization.ts'].map((name) => join(here, 'samples', name));
  assert.ok(errorsOf(programOf(both)).length > 0);
});
