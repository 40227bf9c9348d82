import { accessSync, constants, mkdirSync } from 'node:fs';

/** Nothing can be kept where the settings say. */
export class UnusableDataDirectory extends Error {
  constructor(directory: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(`Nothing can be kept in ${directory}: ${why}. Set JOINTLY_DATA_DIR to a directory that can be written to.`, {
      cause,
    });
    this.name = 'UnusableDataDirectory';
  }
}

/** Makes the data directory, for its owner alone, where it is absent. @throws UnusableDataDirectory */
export function makeDataDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UnusableDataDirectory(directory, error);
  }
}
