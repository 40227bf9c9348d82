import { allEvents } from './catalogue';

/** The paths at which an event says where a document is kept, each with whether that is sealed. */
function documentsIn(schema: unknown, path = ''): [path: string, sealed: boolean][] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([name, of]) =>
    name === 'uri' ? [[path, 'sealed' in (of as object)] as [string, boolean]] : documentsIn(of, `${path}/${name}`),
  );
}

it('no event says in the clear where a document is kept: that often names somebody, and leads to it', () => {
  const all = allEvents.flatMap(({ type, schema }) => documentsIn(schema, type));
  expect(all.length).toBeGreaterThan(10);
  expect(all.filter(([, sealed]) => !sealed)).toEqual([]);
});
