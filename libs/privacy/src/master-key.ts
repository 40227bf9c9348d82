import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname } from 'node:path';

export const masterKeyBytes = 32;

/** The master key can't be used as it is: unreadable, of the wrong length, or open to other users. */
export class UnusableMasterKey extends Error {
  constructor(path: string, why: string) {
    super(`The master key ${path} can't be used: ${why}.`);
    this.name = 'UnusableMasterKey';
  }
}

/**
 * The installation's master key from its file: 32 bytes as base64url text. Everything secret hangs on it; it belongs
 * into the operator's safe, never into a backup of the log.
 * @throws UnusableMasterKey
 */
export function readMasterKey(path: string): Buffer {
  const mode = statSync(path).mode & 0o777;
  if (mode & 0o077)
    throw new UnusableMasterKey(path, `others may read it (mode ${mode.toString(8)}); run chmod 600 on it`);
  return parseMasterKey(path, readFileSync(path, 'utf8'));
}

/** Makes the key file, complete and durable or not at all; an existing one stays. */
export function createMasterKey(path: string): void {
  if (existsSync(path)) return;
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeDurably(draft, `${randomBytes(masterKeyBytes).toString('base64url')}\n`);
  try {
    // A link, since a rename would overwrite a key that another process has just made.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  syncDirectory(dirname(path));
}

function parseMasterKey(path: string, text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== masterKeyBytes)
    throw new UnusableMasterKey(path, `it has ${key.length} bytes, not ${masterKeyBytes} as base64url text`);
  return key;
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
