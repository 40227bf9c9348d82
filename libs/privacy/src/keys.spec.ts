import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { associationId, streamId } from '@jointly/kernel';
import { deriveSecrets, openKeys, UnusableMasterKey, WrongMasterKey } from '.';

const reop = associationId('reop');
const samara = associationId('samara');

describe('the key directory', () => {
  let parent: string;
  let directory: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'jointly-keydir-'));
    directory = join(parent, 'keys');
  });
  afterEach(() => rmSync(parent, { recursive: true }));
  const modeOf = (name = ''): number => statSync(join(directory, name)).mode & 0o777;

  it('is open to its owner alone, and so is every file in it', () => {
    const keys = openKeys(directory);
    keys.store.keyFor(reop, 'person_1');
    expect(modeOf()).toBe(0o700);
    expect(readdirSync(directory)).toEqual(expect.arrayContaining(['keys.db', 'keys.db-wal', 'master.key']));
    for (const name of readdirSync(directory)) expect([name, modeOf(name)]).toEqual([name, 0o600]);
    keys.store.close();
  });

  it('keeps its master key and its keys over a restart', () => {
    const first = openKeys(directory);
    const key = first.store.keyFor(reop, 'person_1');
    const mark = first.secrets.fingerprint('input');
    first.store.close();
    const second = openKeys(directory);
    expect(second.store.keyFor(reop, 'person_1').secret.export()).toEqual(key.secret.export());
    expect(second.secrets.fingerprint('input')).toBe(mark);
    second.store.close();
  });

  it('takes the master key from the settings and then writes none', () => {
    openKeys(directory, Buffer.alloc(32, 7)).store.close();
    expect(existsSync(join(directory, 'master.key'))).toBe(false);
    expect(() => openKeys(directory, Buffer.alloc(32, 8))).toThrow(WrongMasterKey);
    expect(() => openKeys(directory, Buffer.alloc(31))).toThrow(UnusableMasterKey);
  });

  it('does not make a new master key where the old one was lost', () => {
    openKeys(directory).store.close();
    rmSync(join(directory, 'master.key'));
    expect(() => openKeys(directory)).toThrow(UnusableMasterKey);
    expect(existsSync(join(directory, 'master.key'))).toBe(false);
  });

  it('refuses a master key that others may read', () => {
    openKeys(directory).store.close();
    chmodSync(join(directory, 'master.key'), 0o640);
    expect(() => openKeys(directory)).toThrow(/chmod 600/);
  });

  it('refuses a master key that was cut short', () => {
    openKeys(directory).store.close();
    const path = join(directory, 'master.key');
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 20));
    expect(() => openKeys(directory)).toThrow(UnusableMasterKey);
  });
});

describe('what is derived from the master key', () => {
  const secrets = deriveSecrets(Buffer.alloc(32, 1));

  it('is what it was in every earlier release', () => {
    expect(secrets.fingerprint('{}')).toBe('-sIU-Fha5EnY4WbOz8VorBjNxXQmUjXaRnMtoXewdjE');
    expect(secrets.identityKey(reop, 'https://id.example', 'u1')).toBe('fXxXYZpxivJXWUIsVlYg6gQ4zCOUwkRc4uY29xR5zO0');
    expect(secrets.legalIdentityKey(reop, 'ET/2004-17')).toBe('OocYZJUFrBIaAcig3LcxEccciRP9XAEW7jcL_xz755A');
  });

  it('differs by purpose, by association and by master key', () => {
    const other = deriveSecrets(Buffer.alloc(32, 2));
    const marks = [
      secrets.fingerprint('["reop","a"]'),
      secrets.legalIdentityKey(reop, 'A'),
      secrets.legalIdentityKey(samara, 'A'),
      secrets.identityKey(reop, 'a', 'b'),
      secrets.identityKey(samara, 'a', 'b'),
      secrets.identityKey(reop, 'ab', ''),
      other.fingerprint('["reop","a"]'),
      other.identityKey(reop, 'a', 'b'),
      secrets.feedEntry(reop, 'a'),
      secrets.feedEntry(samara, 'a'),
      other.feedEntry(reop, 'a'),
      secrets.wrapping.export().toString('base64url'),
      secrets.token.export().toString('base64url'),
    ];
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('knows a registration number however it is typed', () => {
    const written = ['ET/2004-17', 'et 2004 17', ' ET.2004/17 ', 'ＥＴ２００４１７'];
    expect(new Set(written.map((number) => secrets.legalIdentityKey(reop, number))).size).toBe(1);
    expect(secrets.legalIdentityKey(reop, 'ET/2004-18')).not.toBe(secrets.legalIdentityKey(reop, 'ET/2004-17'));
  });

  it('names streams', () => {
    expect(streamId('identity', reop, secrets.identityKey(reop, 'i', 's'))).toMatch(/^identity-reop\.[\w-]{43}$/);
  });
});
