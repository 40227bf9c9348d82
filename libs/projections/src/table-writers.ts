import type { Database, Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { MissingDocument } from './errors';
import {
  columnsOf,
  quote,
  type AnyTable,
  type DocumentTable,
  type Documents,
  type RowTable,
  type Rows,
  type SqlValue,
} from './tables';

/** The event whose changes are being noted. */
export interface Place {
  association: string;
  sequence: number;
}

/** Rows are written as they come; changed documents wait in memory until they are written together, each once. */
export interface TableWriter {
  /** How many documents wait. */
  readonly waiting: number;
  /** Writes what waits; called inside the transaction. */
  flush(): void;
  /** What was flushed is kept. */
  settle(): void;
  /** The transaction was rolled back: what is known comes from disk again. */
  forget(): void;
}

export const writerOf = (database: Database, name: string, table: AnyTable, place: Place): TableWriter =>
  table.kind === 'documents'
    ? new DocumentWriter(database, name, table, place)
    : new RowWriter(database, name, table, place);

const knownDocuments = 5_000;

type Change<Document> = { readonly document: () => Document } & Readonly<Place>;

class DocumentWriter<Document extends object> implements Documents<Document>, TableWriter {
  private readonly changed = new Map<string, Change<Document>>();
  private readonly known = new LRUCache<string, Document>({ max: knownDocuments });
  private readonly select: Statement<[string], string>;
  private readonly upsert: Statement<SqlValue[]>;
  private readonly extract: readonly ((document: Document) => SqlValue)[];

  constructor(
    database: Database,
    name: string,
    table: DocumentTable<Document>,
    private readonly place: Place,
  ) {
    const columns = columnsOf(table);
    const changes = columns.slice(1).map((column) => `${quote(column)} = excluded.${quote(column)}`);
    this.extract = Object.values(table.columns);
    this.select = database.prepare<[string], string>(`SELECT document FROM ${quote(name)} WHERE key = ?`).pluck();
    this.upsert = database.prepare<SqlValue[]>(
      `${insert(name, columns)} ON CONFLICT (key) DO UPDATE SET ${changes.join(', ')}`,
    );
  }

  get waiting(): number {
    return this.changed.size;
  }

  get(key: string): Document | undefined {
    return this.changed.get(key)?.document() ?? this.known.get(key) ?? this.read(key);
  }

  existing(key: string): Document {
    const document = this.get(key);
    if (!document) throw new MissingDocument(key);
    return document;
  }

  amend(key: string, change: (document: Document) => Document): void {
    this.put(key, change(this.existing(key)));
  }

  put(key: string, document: Document): void {
    this.derive(key, () => document);
  }

  derive(key: string, document: () => Document): void {
    this.changed.set(key, { document, association: this.place.association, sequence: this.place.sequence });
  }

  flush(): void {
    for (const [key, { document: derive, association, sequence }] of this.changed) {
      const document = derive();
      const columns = this.extract.map((of) => of(document));
      this.upsert.run(key, association, sequence, JSON.stringify(document), ...columns);
      this.known.set(key, document);
    }
  }

  settle(): void {
    this.changed.clear();
  }

  forget(): void {
    this.changed.clear();
    this.known.clear();
  }

  private read(key: string): Document | undefined {
    const text = this.select.get(key);
    if (text === undefined) return undefined;
    const document = JSON.parse(text) as Document;
    this.known.set(key, document);
    return document;
  }
}

class RowWriter<Row extends { [Column in keyof Row]: SqlValue }> implements Rows<Row>, TableWriter {
  readonly waiting = 0;
  private readonly statement: Statement<SqlValue[]>;

  constructor(
    database: Database,
    name: string,
    private readonly table: RowTable<Row>,
    private readonly place: Place,
  ) {
    this.statement = database.prepare<SqlValue[]>(insert(name, columnsOf(table)));
  }

  append(row: Row): void {
    const { association, sequence } = this.place;
    this.statement.run(association, sequence, ...this.table.columns.map((column) => row[column]));
  }

  flush(): void {}

  settle(): void {}

  forget(): void {}
}

const insert = (name: string, columns: readonly string[]): string =>
  `INSERT INTO ${quote(name)} (${columns.map(quote).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
