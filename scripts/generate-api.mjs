/** Checks the OpenAPI document and writes its TypeScript types. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import { root } from './entries.mjs';

const source = join(root, 'openapi/aicc-messages.yaml');
const target = join(root, 'src/adapters/http/schema.ts');
const checkOnly = process.argv.includes('--check');

const config = await createConfig({
  extends: ['recommended'],
  rules: {
    'operation-4xx-response': 'error',
    'security-defined': 'off',
    'no-server-example.com': 'off',
    'no-unused-components': 'error',
    // The examples are what people copy.
    'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: true },
    'no-invalid-schema-examples': { severity: 'error', allowAdditionalProperties: true },
    'no-invalid-parameter-examples': { severity: 'error', allowAdditionalProperties: true },
  },
});
const problems = await lintFromString({
  source: readFileSync(source, 'utf8'),
  absoluteRef: source,
  config,
});
for (const { severity, message, location } of problems) {
  console.error(`${severity}: ${message} (${location?.[0]?.pointer ?? ''})`);
}
if (problems.length > 0) process.exit(1);

const header =
  '// Made from openapi/aicc-messages.yaml by `npm run generate:api`; not edited by hand.\n\n';
const nodes = await openapiTS(new URL(`file://${source}`), { alphabetize: false });
const text = header + astToString(nodes);

if (checkOnly) {
  const there = readFileSync(target, 'utf8');
  if (there !== text) {
    console.error(
      'src/adapters/http/schema.ts does not match openapi/aicc-messages.yaml: run `npm run generate:api`.',
    );
    process.exit(1);
  }
} else {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
}
