import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyStore } from './key-store';
import { createMasterKey, readMasterKey, UnusableMasterKey } from './master-key';
import { deriveSecrets, type Secrets } from './secrets';
import { SqliteKeyStore } from './sqlite-key-store';

/** What an installation keeps secret: its keys per subject and what hangs on its master key. */
export interface Keys {
  readonly store: KeyStore;
  readonly secrets: Secrets;
}

/**
 * Opens the key directory, made at the first start. The master key comes from the settings, or from `master.key`
 * in the directory, which is made with it.
 * @throws UnusableMasterKey, WrongMasterKey
 */
export function openKeys(directory: string, masterKey?: Uint8Array): Keys {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const database = join(directory, 'keys.db');
  const secrets = deriveSecrets(masterKey ?? masterKeyIn(directory, existsSync(database)));
  return { store: new SqliteKeyStore(database, secrets.wrapping), secrets };
}

function masterKeyIn(directory: string, inUse: boolean): Buffer {
  const path = join(directory, 'master.key');
  // A new key beside an old store would look like a start and lose everything that was sealed.
  if (inUse && !existsSync(path))
    throw new UnusableMasterKey(path, 'it is missing while keys.db is there; put it back from the safe');
  createMasterKey(path);
  return readMasterKey(path);
}
