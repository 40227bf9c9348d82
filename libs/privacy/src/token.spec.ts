import { associationId } from '@jointly/kernel';
import { consistencyTokens, deriveSecrets } from '.';

const reop = associationId('reop');
const samara = associationId('samara');
const { token: key } = deriveSecrets(Buffer.alloc(32, 1));
const log = { logId: 'log-1', restoreEpoch: 0 };
const tokens = consistencyTokens(key, log);

describe('a consistency token', () => {
  it('carries a position of any size to another node', () => {
    const far = 2n ** 80n + 1n;
    expect(consistencyTokens(key, log).decode(reop, tokens.encode(reop, far))).toEqual({ position: far });
  });

  it('shows its reader nothing, not even that two are of the same position', () => {
    const [first, second] = [tokens.encode(reop, 7n), tokens.encode(reop, 7n)];
    expect(first).toMatch(/^[\w-]+$/);
    expect(first).not.toBe(second);
    expect(Buffer.from(first, 'base64url').toString('latin1')).not.toContain('log-1');
  });

  it.each([
    ['of another association', tokens.encode(samara, 7n), 'INVALID_TOKEN'],
    ['that is empty', '', 'INVALID_TOKEN'],
    ['that is garbage', 'not a token at all', 'INVALID_TOKEN'],
    [
      'of another key',
      consistencyTokens(deriveSecrets(Buffer.alloc(32, 2)).token, log).encode(reop, 7n),
      'INVALID_TOKEN',
    ],
    ['of another log', consistencyTokens(key, { ...log, logId: 'log-2' }).encode(reop, 7n), 'TOKEN_OF_ANOTHER_LOG'],
    [
      'from before a restore',
      consistencyTokens(key, { ...log, restoreEpoch: 1 }).encode(reop, 7n),
      'TOKEN_BEFORE_RESTORE',
    ],
  ])('%s is refused with its reason', (_, token, code) => {
    expect(tokens.decode(reop, token)).toMatchObject({ refusal: { code, field: 'atLeast' } });
  });

  it('is refused when any of its characters was changed', () => {
    const token = tokens.encode(reop, 7n);
    for (let index = 0; index < token.length - 1; index++) {
      const other = token[index] === 'A' ? 'B' : 'A';
      const changed = token.slice(0, index) + other + token.slice(index + 1);
      expect(tokens.decode(reop, changed)).toMatchObject({ refusal: { code: 'INVALID_TOKEN' } });
    }
  });
});
