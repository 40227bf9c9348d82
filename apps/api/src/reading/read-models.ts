import type { Clock, SealedAt } from '@jointly/kernel';
import { AnswerCache, type ProjectionStatus } from '@jointly/projections';
import type { Opener } from '@jointly/privacy';
import { openReadModels as openReadFiles, type ReadModels as ReadFiles } from '@jointly/read-models';
import type { Load } from './viewer';

/** Everything that queries are answered from. */
export interface ReadModels extends ReadFiles {
  readonly cache: AnswerCache;
  readonly status: ProjectionStatus;
  /** Present states, for what is computed and never listed. */
  readonly load: Load;
  readonly clock: Clock;
  /** The plain text of something sealed: a name, a reason. Null once it was erased. */
  name(sealed: SealedAt | null): string | null;
}

/** Read-only connections to the read files, which the projections have opened before. */
export function openReadModels(
  directory: string,
  parts: { readonly status: ProjectionStatus; readonly opener: Opener; readonly load: Load; readonly clock: Clock },
): ReadModels {
  const { status, opener, load, clock } = parts;
  return {
    ...openReadFiles(directory, status),
    cache: new AnswerCache(status),
    status,
    load,
    clock,
    name(sealed) {
      const opened = sealed && opener.openText(sealed.field, sealed.place);
      return typeof opened === 'string' ? opened : null;
    },
  };
}
