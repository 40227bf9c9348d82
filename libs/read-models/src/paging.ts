/** A stretch of a list, by the association's sequence at which each entry appeared: stable, whatever changes since. */
export interface PageRequest {
  /** 1 to 100. */
  readonly first: number;
  /** The `since` of the last entry that the reader has. */
  readonly after?: number;
}

export interface Page<Entry> {
  readonly entries: readonly Entry[];
  readonly hasNextPage: boolean;
}

/** From one row more than was asked for. */
export const pageOf = <Entry>(found: readonly Entry[], first: number): Page<Entry> => ({
  entries: found.slice(0, first),
  hasNextPage: found.length > first,
});
