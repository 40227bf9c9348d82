import { moneySchema, quantitySchema, type EventDefinition } from '@jointly/kernel';
import { fieldsOf, wordsFor, type FieldSchema } from './schema-in-words';

const introduction = `# Event catalogue

Every type of event that this build writes, in the current version of its schema. Printed by \`jointly events\`; a test
compares this page with the code. What every event carries besides its data (ids, times, actor, authority) is told in
[auditing.md](auditing.md).

_Money_ is a whole number of minor units with its currency. A _quantity_ is a decimal string with its unit. A _personal_
field is sealed under a key of its subject and can be erased. A _time_ is ISO 8601 in UTC, with milliseconds.`;

/** All event types as a page of Markdown, formatted as Prettier would. */
export const eventCatalogue = (definitions: readonly EventDefinition[]): string =>
  [introduction, ...definitions.map(section)].join('\n\n') + '\n';

function section({ type, version, description, schema }: EventDefinition): string {
  const fields = fieldsOf(schema as FieldSchema).map(
    ([name, field, optional]) => `- \`${name}\`${optional ? ' (optional)' : ''}: ${wordsFor(field, named)}`,
  );
  const list = fields.length > 0 ? `\n\n${fields.join('\n')}` : '';
  return `## ${type}\n\n${description} (Version ${version}.)${list}`;
}

/** Schemas that readers know by a word. */
const named: ReadonlyMap<string, string> = new Map([
  [JSON.stringify(moneySchema), 'money'],
  [JSON.stringify(quantitySchema), 'quantity'],
]);
