// Makes src/kit/api/schema.ts from docs/openapi.json; with --check it says whether
// the two still agree. Only what the pages read is kept: of answers those that
// succeed, without their headers.
import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

const SOURCE = new URL('../../docs/openapi.json', import.meta.url);
const MADE = new URL('../src/kit/api/schema.ts', import.meta.url);
const HEAD = '// Made from docs/openapi.json by `npm run generate`. Changes belong there.\n\n';

const document = JSON.parse(readFileSync(SOURCE, 'utf8'));
for (const path of Object.values(document.paths)) {
  for (const operation of Object.values(path)) operation.responses = kept(operation.responses);
}
// What is told with a default may still be left out of a body.
const text = HEAD + astToString(await openapiTS(document, { defaultNonNullable: false }));

if (!process.argv.includes('--check')) {
  writeFileSync(MADE, text);
} else if (readFileSync(MADE, 'utf8') !== text) {
  console.error('src/kit/api/schema.ts is not what docs/openapi.json says: npm run generate');
  process.exitCode = 1;
}

function kept(responses) {
  const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  return Object.fromEntries(good.map(([status, { headers: _, ...answer }]) => [status, answer]));
}
