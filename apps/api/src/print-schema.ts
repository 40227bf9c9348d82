import { writeFileSync } from 'node:fs';
import { schemaText } from './graphql/schema';

/** Writes schema.graphql beside package.json: `npm run schema`. */
async function main(): Promise<void> {
  writeFileSync('schema.graphql', await schemaText());
}

void main();
