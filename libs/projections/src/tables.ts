/** What a column can hold. */
export type SqlValue = string | number | null;

/**
 * One JSON document per key. Every row also has `key`, `association` and the `sequence` of the event that last
 * changed it; `columns` are copied out of the document so that queries can filter and sort by an index.
 */
export interface DocumentTable<Document extends object, Column extends string = string> {
  readonly kind: 'documents';
  readonly columns: Readonly<Record<Column, (document: Document) => SqlValue>>;
  readonly indexes: readonly (readonly (Column | 'association' | 'sequence')[])[];
  readonly __document?: Document;
}

/** Rows that are only ever added. Every row also has the `association` and `sequence` of the event it came from. */
export interface RowTable<Row extends { [Column in keyof Row]: SqlValue }> {
  readonly kind: 'rows';
  readonly columns: readonly (keyof Row & string)[];
  readonly indexes: readonly (readonly ((keyof Row & string) | 'association' | 'sequence')[])[];
  readonly __row?: Row;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- existential type: the engine knows no document
export type AnyTable = DocumentTable<any> | RowTable<any>;

export const documents = <Document extends object, Column extends string = never>(
  definition: Omit<DocumentTable<Document, Column>, 'kind' | '__document'>,
): DocumentTable<Document, Column> => ({ kind: 'documents', ...definition });

export const rows = <Row extends { [Column in keyof Row]: SqlValue }>(
  definition: Omit<RowTable<Row>, 'kind' | '__row'>,
): RowTable<Row> => ({ kind: 'rows', ...definition });

/** What a fold sees of a document table. */
export interface Documents<Document extends object> {
  get(key: string): Document | undefined;
  /** @throws MissingDocument */
  existing(key: string): Document;
  /** Documents are values: whoever puts one never changes it afterwards. */
  put(key: string, document: Document): void;
  /** Changes a document that must be there. @throws MissingDocument */
  amend(key: string, change: (document: Document) => Document): void;
  /** Puts what `document` returns when the batch is written: for what costs more to make than to note. */
  derive(key: string, document: () => Document): void;
}

/** What a fold sees of a table of rows. */
export interface Rows<Row> {
  append(row: Row): void;
}

/** The writing side of a projection's tables, by name. */
export type Writers<Tables> = {
  readonly [Name in keyof Tables]: Tables[Name] extends {
    kind: 'documents';
    __document?: infer Document extends object;
  }
    ? Documents<Document>
    : Tables[Name] extends { kind: 'rows'; __row?: infer Row }
      ? Rows<Row>
      : never;
};

type Place = { association: string; sequence: number };

/** A stored row as queries see it. */
export type StoredRow<Table> =
  Table extends DocumentTable<infer _Document, infer Column>
    ? { key: string; document: string } & Place & Record<Column, SqlValue>
    : Table extends { kind: 'rows'; __row?: infer Row }
      ? Row & Place
      : never;

/** The tables of a projection as Kysely wants to know them. */
export type Schema<Tables> = { [Name in keyof Tables & string]: StoredRow<Tables[Name]> };

export const columnsOf = (table: AnyTable): string[] =>
  table.kind === 'documents'
    ? ['key', 'association', 'sequence', 'document', ...Object.keys(table.columns)]
    : ['association', 'sequence', ...table.columns];

/** Columns have no declared type on purpose: SQLite then keeps a value as it is given. */
export function tableDdl(name: string, table: AnyTable): string {
  const columns = columnsOf(table).map((column) => (column === 'key' ? 'key PRIMARY KEY' : quote(column)));
  return `CREATE TABLE ${quote(name)} (${columns.join(', ')});`;
}

export const indexDdl = (name: string, table: AnyTable): string =>
  table.indexes
    .map((index, i) => `CREATE INDEX ${quote(`${name}_${i}`)} ON ${quote(name)} (${index.map(quote).join(', ')});`)
    .join('\n');

export const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;
